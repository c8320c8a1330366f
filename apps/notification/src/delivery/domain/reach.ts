import type { Channel } from '#contracts';
import { suppressionOf, unwanted, type SuppressionReason } from '../../suppressions/domain/suppression.js';
import type { Template } from '../../notifications/domain/message.js';

/** What is known about whom a message is for. */
export interface Recipient {
  readonly recipient: string | null;
  readonly phone: string | null;
  readonly suppressed_by: readonly SuppressionReason[];
  readonly consented: readonly Channel[];
  readonly declined: readonly Channel[];
  readonly phone_stopped: boolean;
  /** Browsers that were allowed to show messages about the order. */
  readonly devices: number;
}

/** By what this installation can send, and what allows to write to a number. */
export interface SendingTerms {
  readonly configured: readonly Channel[];
  readonly phoneConsent: 'order' | 'explicit';
}

/** Why somebody cannot be reached by a channel; null: they can. */
export function obstacleOf(
  channel: Channel,
  template: Template,
  whom: Recipient,
  { configured, phoneConsent }: SendingTerms,
): string | null {
  if (channel === 'email') {
    // A mail server that is not there yet is waited for: messages have always waited for it.
    return whom.recipient === null ? 'NO_RECIPIENT' : suppressionOf(whom.suppressed_by, template);
  }
  // Who had enough by mail had enough: a text message instead would be the same once more.
  const refused = unwanted(whom.suppressed_by, template);
  if (refused !== null) return refused;
  if (!configured.includes(channel)) return 'CHANNEL_NOT_CONFIGURED';
  // Whoever subscribed a browser has said yes on it, and takes it back there.
  if (channel === 'push') return whom.devices === 0 ? 'NO_SUBSCRIPTION' : null;
  if (whom.phone === null) return 'NO_RECIPIENT';
  if (whom.phone_stopped) return 'STOPPED';
  if (whom.declined.includes(channel)) return 'NO_CONSENT';
  return phoneConsent === 'order' || whom.consented.includes(channel) ? null : 'NO_CONSENT';
}
