import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { NotificationConfig } from '../../config.js';
import { tokenIn } from '../../notifications/domain/message-id.js';
import type { ChannelPort, KnownStatus, OutgoingMessage, SendOutcome, UnresolvedAttempt } from './channel.port.js';
import { isPassing, templateBody } from './domain/whatsapp-wire.js';
import { outcomeOfStatus, PartnerApi } from './partner-api.js';

/** Template messages over Meta's WhatsApp Cloud API. */
@Injectable()
export class WhatsAppChannel implements ChannelPort, OnApplicationShutdown {
  readonly channel = 'whatsapp';
  private readonly api: PartnerApi | null;

  constructor(private readonly config: NotificationConfig) {
    const isNamed = config.WHATSAPP_PHONE_NUMBER_ID !== undefined && config.WHATSAPP_TOKEN !== undefined;
    this.api = isNamed
      ? new PartnerApi({
          ...{ name: 'whatsapp', url: config.WHATSAPP_API_URL, timeoutMs: config.CHANNEL_TIMEOUT_MS },
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

  /** Templates are approved by Meta under the names of our kinds, with four words: shop, order, what happened, link. */
  payloadOf(message: OutgoingMessage): string {
    const { to, template, language, senderName, orderNumber, subject, link, messageId } = message;
    return templateBody({
      ...{ to, language, token: tokenIn(messageId) },
      template: `${this.config.WHATSAPP_TEMPLATE_PREFIX}${template.replaceAll('-', '_')}`,
      words: [senderName, orderNumber, subject, link ?? ''],
    });
  }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    if (!this.api) return { kind: 'unreachable', detail: 'NO_WHATSAPP' };
    const headers = {
      authorization: `Bearer ${this.config.WHATSAPP_TOKEN ?? ''}`,
      'content-type': 'application/json',
    };
    const path = `/${this.config.WHATSAPP_PHONE_NUMBER_ID ?? ''}/messages`;
    return this.api.post(path, headers, this.payloadOf(message));
  }

  /** Meta cannot be asked, but tells of every message that it took within seconds: who waited long enough knows. */
  ask({ attemptedAt, reported }: UnresolvedAttempt): Promise<KnownStatus> {
    if (reported !== null) return Promise.resolve(reported === 'failed' ? 'not_accepted' : 'accepted');
    const waitedMs = Date.now() - attemptedAt.getTime();
    return Promise.resolve(waitedMs < this.config.WHATSAPP_REPORT_WAIT_SECONDS * 1000 ? 'unavailable' : 'not_accepted');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.api?.close();
  }
}

function outcomeOfAnswer(status: number, content: object | null): SendOutcome {
  const providerId = idIn(content);
  if (status >= 200 && status < 300 && providerId !== null) return { kind: 'accepted', providerId };
  const code = codeIn(content);
  if (code === null) return outcomeOfStatus(status, 'WHATSAPP');
  return { kind: isPassing(code) ? 'temporary' : 'refused', detail: `WHATSAPP_${String(code)}` };
}

function idIn(content: object | null): string | null {
  const messages = content && 'messages' in content && Array.isArray(content.messages) ? content.messages : [];
  const [first] = messages as readonly unknown[];
  return typeof first === 'object' && first !== null && 'id' in first && typeof first.id === 'string' ? first.id : null;
}

function codeIn(content: object | null): number | null {
  const error = content && 'error' in content ? content.error : null;
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
    ? error.code
    : null;
}
