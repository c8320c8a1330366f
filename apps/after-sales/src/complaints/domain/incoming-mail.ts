/** A mail as a gateway parsed it. Header names in lower case. */
export interface IncomingMail {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Why a mail is not read: nobody wrote it, or it answers an answer of ours for ever. */
export type DroppedMail = 'AUTO_REPLY' | 'BULK' | 'BOUNCE' | 'OWN_MAIL';

const NOBODY = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+.-][^@]*)?@/i;

/**
 * Whether a program wrote it (RFC 3834, RFC 2919, and what mail programs really send). Null: a person did.
 */
export function droppedBecause({ from, headers }: IncomingMail): DroppedMail | null {
  if (headers['x-kervan-notification'] !== undefined || headers['x-loop'] !== undefined) return 'OWN_MAIL';
  if (headers['return-path']?.trim() === '<>' || NOBODY.test(from)) return 'BOUNCE';
  if (isAutoReply(headers)) return 'AUTO_REPLY';
  const isBulk = /^(bulk|junk|list|auto_reply)$/i.test(headers['precedence']?.trim() ?? '');
  return isBulk || headers['list-id'] !== undefined ? 'BULK' : null;
}

function isAutoReply(headers: IncomingMail['headers']): boolean {
  const submitted = headers['auto-submitted']?.split(';')[0]?.trim().toLowerCase() ?? 'no';
  const marks = ['x-autoreply', 'x-autorespond', 'x-auto-response-suppress'];
  return submitted !== 'no' || marks.some((name) => headers[name] !== undefined);
}

const COMPLAINT = /\bT-[2-9A-HJKMNP-TV-Z]{7}\b/;

/** The number of the complaint that it answers; null when it names none. */
export const complaintNumberIn = ({ subject, text }: IncomingMail): string | null =>
  (COMPLAINT.exec(subject) ?? COMPLAINT.exec(text))?.[0] ?? null;

const QUOTE =
  /^(>|-{2,} ?(Original Message|Özgün İleti|Orijinal Mesaj))|^(On .{5,120} wrote|.{5,120} (tarihinde|yazdı)).*:\s*$/u;

/** What the customer wrote, without what was quoted beneath; all of it when nothing else is left. */
export function ownWords(text: string): string {
  const lines = text.split(/\r?\n/);
  const quoted = lines.findIndex((line) => QUOTE.test(line));
  const own = (quoted < 0 ? lines : lines.slice(0, quoted)).join('\n').trim();
  return own === '' ? text.trim() : own;
}
