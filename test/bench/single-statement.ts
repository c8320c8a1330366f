import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** A reference that runs one statement again and again. */
export interface SingleStatement {
  /** Says who runs it. */
  readonly name: string;
  perSecond(): Promise<number>;
}

/** How a statement is run. */
export interface StatementLoad {
  readonly url: string;
  /** Where a script may be written. */
  readonly folder: string;
  readonly sql: string;
  readonly clients: number;
  readonly seconds: number;
}

/** By pgbench where it is installed, else by as many connections of our own; the name says which. */
export function singleStatement(load: StatementLoad): SingleStatement {
  return spawnSync('pgbench', ['--version']).status === 0 ? byPgbench(load) : byClients(load);
}

function byPgbench({ url, folder, sql, clients, seconds }: StatementLoad): SingleStatement {
  const script = join(folder, 'statement.sql');
  writeFileSync(script, `${sql.replace(/\s+/g, ' ')};\n`);
  const load = ['-c', String(clients), '-j', '2', '-T', String(seconds)];
  const options = ['-n', '-M', 'prepared', '-f', script, ...load, url];
  return {
    name: `pgbench, ${clients} clients`,
    async perSecond() {
      const { stdout } = await promisify(execFile)('pgbench', options);
      const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
      if (tps === undefined) throw new Error(`pgbench said no tps: ${stdout}`);
      return Number(tps);
    },
  };
}

function byClients({ url, sql, clients, seconds }: StatementLoad): SingleStatement {
  return {
    name: `${clients} pg clients`,
    async perSecond() {
      const connections = Array.from({ length: clients }, () => new Client({ connectionString: url }));
      await Promise.all(connections.map((client) => client.connect()));
      const until = performance.now() + seconds * 1000;
      let runs = 0;
      await Promise.all(
        connections.map(async (client) => {
          for (; performance.now() < until; runs += 1) await client.query({ name: 'reference', text: sql });
        }),
      );
      await Promise.all(connections.map((client) => client.end()));
      return runs / seconds;
    },
  };
}
