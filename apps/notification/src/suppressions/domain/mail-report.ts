/** A part of a report as a mail parser hands it over. */
export interface ReportPart {
  readonly mimeType: string;
  readonly content: string;
}

/** What a mail system reports about a message that was handed to it. */
export interface MailReport {
  /** `bounce`: RFC 3464. `complaint`: RFC 5965, somebody said that it is spam. */
  readonly kind: 'bounce' | 'complaint';
  /** Of the message that it is about, in angle brackets. */
  readonly messageId: string;
  /** Whom it did not reach, in lower case; null where the report does not say (complaints often hide it). */
  readonly recipient: string | null;
  /** Enhanced status code of RFC 3463, for instance `5.1.1`; null for complaints. */
  readonly status: string | null;
  /** Whether the address will never take anything: it does not exist, or its mailbox is closed. */
  readonly addressIsDead: boolean;
}

const MESSAGE_ID = /^message-id:\s*(<[^<>\s]+>)/imu;

/** A field of a report, first value; names are case-insensitive and values may be folded. */
function fieldIn(text: string, name: string): string | null {
  const unfolded = text.replace(/\r?\n[ \t]+/gu, ' ');
  return new RegExp(`^${name}:[ \\t]*(.*)$`, 'imu').exec(unfolded)?.[1]?.trim() ?? null;
}

/** The address of a typed field: `rfc822; Ayse@Example.com`. */
const addressOf = (field: string | null): string | null =>
  field
    ?.slice(field.indexOf(';') + 1)
    .trim()
    .replace(/^<|>$/gu, '')
    .toLowerCase() ?? null;

/**
 * Subject 1 judges the address and 5.2.1 says that the mailbox is closed (RFC 3463). A full mailbox, a policy or an
 * unreachable server says nothing of the address.
 */
const isDeadAddress = (status: string): boolean => status.startsWith('5.1.') || status === '5.2.1';

/** Reads a bounce or a complaint; null for anything else, also for a delay that may still end well. */
export function readMailReport(parts: readonly ReportPart[]): MailReport | null {
  const contentOf = (...types: string[]): string | null =>
    parts.find(({ mimeType }) => types.includes(mimeType.toLowerCase()))?.content ?? null;
  const original = contentOf('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers');
  const messageId = original === null ? null : (MESSAGE_ID.exec(original)?.[1] ?? null);
  if (messageId === null) return null;
  const delivery = contentOf('message/delivery-status', 'message/global-delivery-status');
  if (delivery !== null) return bounceIn(delivery, messageId);
  const feedback = contentOf('message/feedback-report');
  return feedback === null ? null : complaintIn(feedback, messageId);
}

function bounceIn(delivery: string, messageId: string): MailReport | null {
  const status = fieldIn(delivery, 'Status')?.split(/\s/u)[0] ?? '';
  if (fieldIn(delivery, 'Action')?.toLowerCase() !== 'failed' || !/^5\.\d{1,3}\.\d{1,3}$/u.test(status)) return null;
  const recipient = addressOf(fieldIn(delivery, 'Original-Recipient') ?? fieldIn(delivery, 'Final-Recipient'));
  return { kind: 'bounce', messageId, recipient, status, addressIsDead: isDeadAddress(status) };
}

function complaintIn(feedback: string, messageId: string): MailReport | null {
  // `not-spam` says the opposite; `opt-out` and others mean the same as `abuse`.
  if ((fieldIn(feedback, 'Feedback-Type')?.toLowerCase() ?? 'not-spam') === 'not-spam') return null;
  const recipient = addressOf(fieldIn(feedback, 'Original-Rcpt-To'));
  return { kind: 'complaint', messageId, recipient, status: null, addressIsDead: false };
}
