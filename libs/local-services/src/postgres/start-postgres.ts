/** Where and how to run PostgreSQL. */
export interface StartPostgresOptions {
  /** Kept between runs; made when missing. */
  readonly dataDir: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Receives what the server says, line by line. */
  readonly onLog?: (line: string) => void;
}

/** A PostgreSQL server of this process. */
export interface RunningPostgres {
  /** With user and password, database `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Fast shutdown: running transactions are rolled back, nothing committed is lost. */
  stop(): Promise<void>;
  /** SIGKILL, for tests and rehearsals. */
  kill(): Promise<void>;
}

/** Starts PostgreSQL 18 on a data directory. */
export function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  return Promise.reject(new Error(options.dataDir));
}
