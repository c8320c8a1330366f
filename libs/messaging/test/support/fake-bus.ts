import type { WireMessage } from '#contracts';
import { type BusPort, PublishError, type PublishFailure, type RunningSubscription } from '../../src/index.js';

/** Decides about one message: null takes it, an answer refuses it. */
export type Verdict = (message: WireMessage) => Omit<PublishFailure, 'index'> | null;

/** A bus of our own port that keeps what it took, and refuses what the test says. */
export class FakeBus implements BusPort {
  readonly taken: WireMessage[] = [];
  verdict: Verdict = () => null;
  /** Runs before each publish answers, with what was taken. */
  afterTaking: (messages: readonly WireMessage[]) => Promise<void> = () => Promise.resolve();

  async publish(messages: readonly WireMessage[]): Promise<void> {
    const failures: PublishFailure[] = [];
    for (const [index, message] of messages.entries()) {
      const failure = this.verdict(message);
      if (failure) failures.push({ index, ...failure });
      else this.taken.push(message);
    }
    await this.afterTaking(messages);
    if (failures.length > 0) throw new PublishError(failures);
  }

  /** Versions of one key in the order in which the bus got them. */
  versionsOf(key: string): number[] {
    return this.taken.filter((message) => message.key === key).map(({ headers }) => Number(headers['ce_keyversion']));
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  subscribe(): Promise<RunningSubscription> {
    return Promise.resolve({ close: () => Promise.resolve() });
  }

  topicsBeginningLate(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
