import { expect } from '@jest/globals';
import { Client } from 'pg';
import type { KervanProcess } from '../harness/kervan-process.js';

/** Tables of the order service that hold what came in. */
const INTAKE = ['orders', 'order_lines', 'allocations', 'idempotency_keys', 'store_deliveries'];

/** Checks that an attempt left no row behind. */
export async function leavesNothing(kervan: KervanProcess, attempt: () => Promise<void>): Promise<void> {
  const before = await rowCounts(kervan.databaseUrl('kervan_order'));
  await attempt();
  expect(await rowCounts(kervan.databaseUrl('kervan_order'))).toEqual(before);
}

async function rowCounts(connectionString: string): Promise<Record<string, number>> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const counts: Record<string, number> = {};
    for (const table of INTAKE) {
      const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
      counts[table] = rows[0]!.n;
    }
    return counts;
  } finally {
    await client.end();
  }
}
