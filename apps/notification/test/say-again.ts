import { toWire } from '#contracts';
import type { EventDraft } from '#messaging';
import type { ServiceUnderTest } from '#testing';

/** Says the same facts three times: as they come, delivered again, and under another message id. */
export async function sayAgainAndAgain(service: ServiceUnderTest, facts: readonly EventDraft[]): Promise<void> {
  for (const fact of facts) await service.bus.publish([toWire(await service.publish(fact))]);
  for (const fact of facts) await service.publish(fact);
}
