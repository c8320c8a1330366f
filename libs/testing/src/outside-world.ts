import { v7 as uuidv7 } from 'uuid';
import { eventInfo, toWire, validData, type Envelope } from '#contracts';
import type { BusPort, EventDraft } from '#messaging';

/** Another service, as far as the one under test can tell: publishes valid events with gapless versions. */
export class OutsideWorld {
  private readonly versions = new Map<string, number>();

  constructor(private readonly bus: BusPort) {}

  async publish<T extends object>({ eventClass, merchantId, key, data }: EventDraft<T>): Promise<Envelope<T>> {
    const info = eventInfo(eventClass);
    const stream = `${info.topic} ${key}`;
    const keyVersion = (this.versions.get(stream) ?? 0) + 1;
    this.versions.set(stream, keyVersion);
    const id = uuidv7();
    const envelope: Envelope<T> = {
      ...info,
      id,
      merchantId,
      key,
      keyVersion,
      occurredAt: new Date().toISOString(),
      producer: 'test',
      correlationId: id,
      causationId: null,
      traceparent: null,
      data: validData(eventClass, data),
    };
    await this.bus.publish([toWire(envelope)]);
    return envelope;
  }
}
