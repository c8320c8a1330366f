import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { NotificationConfig } from '../../config.js';
import { tokenIn } from '../../notifications/domain/message-id.js';
import type { ChannelPort, KnownStatus, OutgoingMessage, SendOutcome, UnresolvedAttempt } from './channel.port.js';
import { listPath, messageForm, messagesPath } from './domain/twilio-wire.js';
import { smsText } from './domain/sms-segments.js';
import { outcomeOfStatus, PartnerApi } from './partner-api.js';

const FORM = 'application/x-www-form-urlencoded';

/** Text messages over Twilio's Messages API. */
@Injectable()
export class SmsChannel implements ChannelPort, OnApplicationShutdown {
  readonly channel = 'sms';
  private readonly api: PartnerApi | null;

  constructor(private readonly config: NotificationConfig) {
    this.api = this.isNamed()
      ? new PartnerApi({
          ...{ name: 'twilio', url: config.TWILIO_API_URL, timeoutMs: config.CHANNEL_TIMEOUT_MS },
          outcomeOf: outcomeOfAnswer,
        })
      : null;
  }

  get configured(): boolean {
    return this.api !== null;
  }

  capacity(most: number): number {
    return this.api?.capacity(most) ?? 0;
  }

  payloadOf({ senderName, subject, link }: OutgoingMessage): string {
    return smsText(senderName, subject, link);
  }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    if (!this.api) return { kind: 'unreachable', detail: 'NO_TWILIO' };
    const form = messageForm({
      ...{ to: message.to, from: this.config.SMS_FROM ?? '', body: this.payloadOf(message) },
      statusCallback: statusCallbackOf(this.config.PUBLIC_URL, tokenIn(message.messageId)),
    });
    return this.api.post(messagesPath(this.account), { ...this.authorization, 'content-type': FORM }, form);
  }

  /** Twilio keeps no key of ours: its callback names the message, and failing that the list of what was sent to the number. */
  async ask({ to, attemptedAt, reported, payload }: UnresolvedAttempt): Promise<KnownStatus> {
    if (reported !== null) return reported === 'failed' ? 'not_accepted' : 'accepted';
    const content = await this.api?.get(listPath(this.account, to, attemptedAt), this.authorization);
    if (content == null || !('messages' in content) || !Array.isArray(content.messages)) return 'unavailable';
    const isThere = content.messages.some((one: unknown) => isMessage(one) && one.body === payload && one.to === to);
    return isThere ? 'accepted' : 'not_accepted';
  }

  async onApplicationShutdown(): Promise<void> {
    await this.api?.close();
  }

  private isNamed(): boolean {
    const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, SMS_FROM } = this.config;
    return TWILIO_ACCOUNT_SID !== undefined && TWILIO_AUTH_TOKEN !== undefined && SMS_FROM !== undefined;
  }

  private get account(): string {
    return this.config.TWILIO_ACCOUNT_SID ?? '';
  }

  private get authorization(): { authorization: string } {
    const pair = `${this.account}:${this.config.TWILIO_AUTH_TOKEN ?? ''}`;
    return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
  }
}

/** Where Twilio says how far a message came: the token tells which, also when our side never heard its `sid`. */
export const statusCallbackOf = (publicUrl: string, token: string): string =>
  `${publicUrl.replace(/\/$/, '')}/v1/sms-callbacks/status/${token}`;

const isMessage = (value: unknown): value is { body?: unknown; to?: unknown } =>
  typeof value === 'object' && value !== null;

function outcomeOfAnswer(status: number, content: object | null): SendOutcome {
  if (status >= 200 && status < 300 && content && 'sid' in content && typeof content.sid === 'string')
    return { kind: 'accepted', providerId: content.sid };
  if (status === 400 && content && 'code' in content && typeof content.code === 'number')
    return { kind: 'refused', detail: `TWILIO_${String(content.code)}` };
  return outcomeOfStatus(status, 'TWILIO');
}
