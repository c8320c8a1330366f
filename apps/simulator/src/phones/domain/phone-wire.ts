/** A message as a network was asked to bring it. */
export interface AskedMessage {
  readonly channel: 'sms' | 'whatsapp';
  /** E.164. */
  readonly to: string;
  readonly body: string;
  /** Where, or by which word, the sender wants to hear how far it came. */
  readonly callback: string;
}

/** Reads the form of Twilio's Messages API. */
export function readTwilio(text: string): AskedMessage {
  const form = new URLSearchParams(text);
  return {
    ...{ channel: 'sms', to: form.get('To') ?? '', body: form.get('Body') ?? '' },
    callback: form.get('StatusCallback') ?? '',
  };
}

interface CloudApiMessage {
  readonly to?: string;
  readonly biz_opaque_callback_data?: string;
  readonly template?: { readonly components?: readonly { readonly parameters?: readonly { text?: string }[] }[] };
}

/** Reads a template message of Meta's Cloud API. */
export function readCloudApi(text: string): AskedMessage {
  const { to = '', template, biz_opaque_callback_data: callback = '' } = JSON.parse(text) as CloudApiMessage;
  const words = (template?.components ?? []).flatMap(({ parameters = [] }) => parameters.map((one) => one.text ?? ''));
  return { channel: 'whatsapp', to: `+${to}`, body: words.join(' · '), callback };
}

/**
 * What happens to messages for a number, by its last four digits, so that a person can try each: `0001` nobody has,
 * `0002` is switched off for ever, `0003` meets a page in place of an answer, `0004` never hears an answer although
 * the message was taken. Every other number is reached.
 */
export type NumberFate = 'reached' | 'nobody' | 'unreachable' | 'page' | 'stall';
const fates: Readonly<Record<string, NumberFate>> = {
  '0001': 'nobody',
  '0002': 'unreachable',
  '0003': 'page',
  '0004': 'stall',
};
export const fateOf = (to: string): NumberFate => fates[to.slice(-4)] ?? 'reached';

/** What the network says that it did: 201 with a resource, 200 with an id. */
export function acceptance({ channel, to, body }: AskedMessage, id: string): { status: number; content: object } {
  if (channel === 'sms') return { status: 201, content: { sid: id, status: 'queued', to, body, error_code: null } };
  const contacts = [{ input: to, wa_id: to.slice(1) }];
  const messages = [{ id, message_status: 'accepted' }];
  return { status: 200, content: { messaging_product: 'whatsapp', contacts, messages } };
}

/** Nobody has the number. */
export function refusal({ channel, to }: AskedMessage): { status: number; content: object } {
  const content =
    channel === 'sms'
      ? { code: 21_211, message: `The 'To' number ${to} is not a valid phone number.`, status: 400 }
      : { error: { message: 'Message undeliverable', type: 'OAuthException', code: 131_026, fbtrace_id: 'sim' } };
  return { status: 400, content };
}

/** What reports say; the order is that of the way. */
export type Report = 'sent' | 'delivered' | 'failed';

/** A status callback of Twilio's. */
export const twilioReport = (id: string, to: string, report: Report): Record<string, string> => ({
  ...{ MessageSid: id, To: to, MessageStatus: report === 'failed' ? 'undelivered' : report },
  ...(report === 'failed' ? { ErrorCode: '30003' } : {}),
});

/** What Twilio signs: the address, and each field by name with its value behind it. */
export const twilioSigned = (url: string, form: Readonly<Record<string, string>>): string =>
  Object.keys(form)
    .sort()
    .reduce((text, name) => text + name + (form[name] ?? ''), url);

/** A status webhook of Meta's. */
export function cloudApiReport(id: string, to: string, callback: string, report: Report, at: Date): string {
  const status = {
    ...{ id, status: report, timestamp: String(Math.floor(at.getTime() / 1000)), recipient_id: to.slice(1) },
    biz_opaque_callback_data: callback,
    ...(report === 'failed' ? { errors: [{ code: 131_026, title: 'Message undeliverable' }] } : {}),
  };
  const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: '1' }, statuses: [status] };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
}
