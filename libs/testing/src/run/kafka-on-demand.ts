import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startTestKafka, type TestKafkaServer } from './test-kafka-server.js';

/** A request file is looked for this often: costs nothing, delays a broker that takes seconds. */
const LOOK_EVERY_MS = 100;

interface KafkaState {
  readonly brokers?: string;
  readonly problem?: string;
}

const wantedFile = (directory: string): string => join(directory, 'kafka.wanted');
const stateFile = (directory: string): string => join(directory, 'kafka.json');

/**
 * Kafka for a run, started when the first test asks. A broker costs 340 MB and seconds of two cores: most runs
 * need none. Tests run in other processes, so they ask by a file, and the run's process answers by one.
 */
export class KafkaOnDemand {
  private running: Promise<TestKafkaServer> | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly directory: string) {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    const kafka = await this.running?.catch(() => undefined);
    await kafka?.stop();
  }

  private look(): void {
    if (this.running || !existsSync(wantedFile(this.directory))) return;
    this.running = startTestKafka(join(this.directory, 'kafka'));
    this.running.then(
      ({ brokers }) => this.tell({ brokers }),
      (error: unknown) => this.tell({ problem: error instanceof Error ? error.message : String(error) }),
    );
  }

  private tell(state: KafkaState): void {
    // Renamed into place: a reader never sees half of it.
    writeFileSync(`${stateFile(this.directory)}.new`, JSON.stringify(state));
    renameSync(`${stateFile(this.directory)}.new`, stateFile(this.directory));
  }
}

/** Asks for the run's Kafka and waits for it. Called in test processes. */
export async function demandKafka(directory: string, timeoutMs: number): Promise<KafkaState> {
  writeFileSync(wantedFile(directory), '');
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (existsSync(stateFile(directory))) return JSON.parse(readFileSync(stateFile(directory), 'utf8')) as KafkaState;
    await delay(LOOK_EVERY_MS);
  }
  return { problem: `Kafka did not answer within ${timeoutMs} ms` };
}
