import type { ChannelAnswer, ChannelReport, ReportedStatus } from './channel-report.js';

/** A message by an approved template: the only one that may begin a conversation. */
export interface WhatsAppTemplateMessage {
  /** E.164. */
  readonly to: string;
  readonly template: string;
  readonly language: string;
  /** The words of the template's body, `{{1}}` first. */
  readonly words: readonly string[];
  /** Comes back with every report. */
  readonly token: string;
}

/**
 * The body of `POST /{phone-number-id}/messages` of Meta's WhatsApp Cloud API.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
export function templateBody({ to, template, language, words, token }: WhatsAppTemplateMessage): string {
  return JSON.stringify({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: to.replace('+', ''),
    type: 'template',
    template: {
      name: template,
      language: { code: language },
      components: [{ type: 'body', parameters: words.map((text) => ({ type: 'text', text: oneLine(text) })) }],
    },
    biz_opaque_callback_data: token,
  });
}

/** Words of a template hold no line breaks, no tabs and no more than four spaces in a row; empty ones are refused. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim() || '-';

/**
 * Codes that speak of the moment, of the account or of its limits, not of this message.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
const passing: ReadonlySet<number> = new Set([
  ...[0, 1, 2, 3, 4, 10, 190, 80_007, 130_429, 131_000, 131_005, 131_016, 131_031, 131_042, 131_048, 131_056, 131_057],
  ...[133_004, 133_016],
]);

/** Whether a refusal may be over some time. */
export const isPassing = (code: number): boolean => passing.has(code) || (code >= 200 && code < 300);

interface RawStatus {
  id?: unknown;
  status?: unknown;
  biz_opaque_callback_data?: unknown;
  errors?: readonly { code?: unknown }[];
}
interface RawMessage {
  from?: unknown;
  text?: { body?: unknown };
  button?: { text?: unknown };
}

const statuses: Readonly<Record<string, ReportedStatus>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
};

const listOf = (value: unknown): readonly object[] =>
  Array.isArray(value) ? value.filter((one): one is object => typeof one === 'object' && one !== null) : [];

const field = (value: object, name: string): unknown => (value as Readonly<Record<string, unknown>>)[name];

/**
 * What a webhook of Meta says: `entry[].changes[].value` with `statuses` of what was sent and `messages` of people.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/payload-examples
 */
export function readWebhook(content: unknown): { reports: ChannelReport[]; answers: ChannelAnswer[] } {
  const root = typeof content === 'object' && content !== null ? content : {};
  const values = listOf(field(root, 'entry'))
    .flatMap((entry) => listOf(field(entry, 'changes')))
    .map((change) => field(change, 'value'))
    .filter((value): value is object => typeof value === 'object' && value !== null);
  return {
    reports: values.flatMap((value) => listOf(field(value, 'statuses')).flatMap((status) => reportOf(status))),
    answers: values.flatMap((value) => listOf(field(value, 'messages')).flatMap((message) => answerOf(message))),
  };
}

function reportOf({ id, status, biz_opaque_callback_data: token, errors }: RawStatus): ChannelReport[] {
  const known = typeof status === 'string' ? statuses[status] : undefined;
  if (known === undefined || typeof id !== 'string' || typeof token !== 'string') return [];
  const code = Array.isArray(errors) ? (errors[0] as { code?: unknown } | undefined)?.code : undefined;
  const reason = known === 'failed' ? `WHATSAPP_${typeof code === 'number' ? String(code) : 'UNKNOWN'}` : null;
  return [{ channel: 'whatsapp', token, providerId: id, status: known, reason }];
}

function answerOf({ from, text, button }: RawMessage): ChannelAnswer[] {
  const words = text?.body ?? button?.text;
  if (typeof from !== 'string' || typeof words !== 'string') return [];
  return [{ channel: 'whatsapp', from: `+${from.replace('+', '')}`, text: words }];
}
