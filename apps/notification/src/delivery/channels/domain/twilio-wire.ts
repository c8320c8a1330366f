import type { ChannelAnswer, ReportedStatus } from './channel-report.js';

/**
 * Twilio's Messages resource: `POST /2010-04-01/Accounts/{AccountSid}/Messages.json`, form-encoded, Basic
 * authentication with account and token; 201 with `sid`, or an error `{code, message, status}`.
 * https://www.twilio.com/docs/messaging/api/message-resource
 */
export const messagesPath = (account: string): string => `/2010-04-01/Accounts/${account}/Messages.json`;

/** What is sent. */
export interface TwilioText {
  readonly to: string;
  /** A number in E.164, or a messaging service (`MG…`), which chooses one. */
  readonly from: string;
  readonly body: string;
  readonly statusCallback: string;
}

export function messageForm({ to, from, body, statusCallback }: TwilioText): string {
  const sender = from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from };
  return new URLSearchParams({ To: to, ...sender, Body: body, StatusCallback: statusCallback }).toString();
}

/** Lists what was sent to a number since a day: the way to find out whether a message was taken. */
export const listPath = (account: string, to: string, since: Date): string =>
  `${messagesPath(account)}?${new URLSearchParams({ To: to, 'DateSent>': since.toISOString().slice(0, 10), PageSize: '50' }).toString()}`;

/**
 * What a callback's signature is made of: the whole address that was called, and each field of the form by name,
 * its value behind it. HMAC-SHA1 of it with the account's token, base64, is `X-Twilio-Signature`.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export const signedText = (url: string, form: URLSearchParams): string =>
  [...form.entries()]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .reduce((text, [name, value]) => text + name + value, url);

/** Statuses of the resource; what is not here says nothing new. */
const statuses: Readonly<Record<string, ReportedStatus>> = {
  accepted: 'accepted',
  queued: 'accepted',
  sending: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  undelivered: 'failed',
};

/** A status callback's form; null when it is none. */
export function statusIn(form: URLSearchParams): { sid: string; status: ReportedStatus; reason: string | null } | null {
  const [sid, status] = [form.get('MessageSid'), statuses[form.get('MessageStatus') ?? '']];
  if (sid === null || status === undefined) return null;
  const code = form.get('ErrorCode');
  return { sid, status, reason: status === 'failed' ? `TWILIO_${code ?? 'UNKNOWN'}` : null };
}

/** An answer to a message, as Twilio hands it on; null when it is none. */
export function answerIn(form: URLSearchParams): ChannelAnswer | null {
  const [from, text] = [form.get('From'), form.get('Body')];
  return from === null || text === null ? null : { channel: 'sms', from, text };
}
