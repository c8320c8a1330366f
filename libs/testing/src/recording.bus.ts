import { fromWire, type Envelope, type WireMessage } from '#contracts';
import { InProcessBus } from '#messaging';

/** An in-process bus that remembers what went over it. */
export class RecordingBus extends InProcessBus {
  private readonly envelopes = new Map<string, Envelope>();

  override async publish(messages: readonly WireMessage[]): Promise<void> {
    await super.publish(messages);
    for (const message of messages) {
      const envelope = fromWire(message);
      this.envelopes.set(envelope.id, envelope);
    }
  }

  /** What a service said, oldest first, each once. */
  publishedBy(producer: string): Envelope[] {
    return [...this.envelopes.values()].filter((envelope) => envelope.producer === producer);
  }
}
