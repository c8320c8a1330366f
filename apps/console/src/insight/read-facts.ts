import type { DataSource } from 'typeorm';

/**
 * Asks the tables of facts. Sums of tens of thousands of groups are kept in memory: PostgreSQL's usual 4 MB would
 * write them to disk, once for each of its workers.
 */
export function readFacts<Row>(dataSource: DataSource, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
  return dataSource.transaction(async (tx) => {
    await tx.query(`SET LOCAL work_mem = '64MB'`);
    return tx.query<Row[]>(sql, [...parameters]);
  });
}
