/** Where and how to run Kafka. */
export interface StartKafkaOptions {
  /** Kept between runs; made when missing. */
  readonly dataDir: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Receives what the broker says, line by line. */
  readonly onLog?: (line: string) => void;
}

/** A single Kafka broker of this process. */
export interface RunningKafka {
  /** `127.0.0.1:port` */
  readonly brokers: string;
  readonly port: number;
  /** Of the Java process, or of the `docker` client that holds the container. */
  readonly pid: number;
  /** What runs it. */
  readonly by: 'docker' | 'java';
  /** Resolves when the broker has ended, for whatever reason. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL, for tests and rehearsals. */
  kill(): Promise<void>;
}

/** Starts a single-node Apache Kafka 4.3. */
export function startKafka(options: StartKafkaOptions): Promise<RunningKafka> {
  return Promise.reject(new Error(options.dataDir));
}
