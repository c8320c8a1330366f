import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { OutboundHttp } from '#platform';
import { NotificationConfig } from '../config.js';
import type { KnownStatus } from './channels/channel.port.js';

/** Shorter than a claim: an answer that comes later is of no use. */
const ASK_TIMEOUT_MS = 5_000;

/** Asks whoever keeps the mail server's ledger whether a message was accepted. */
@Injectable()
export class MailStatus implements OnApplicationShutdown {
  private readonly url: string | undefined;
  /** The operator named this address, so it may be a private one. */
  private readonly http: OutboundHttp | undefined;

  constructor(config: NotificationConfig) {
    this.url = config.MAIL_STATUS_URL;
    this.http = this.url === undefined ? undefined : new OutboundHttp(new URL(this.url).host);
  }

  async ask(messageId: string): Promise<KnownStatus> {
    if (this.url === undefined || !this.http) return 'unasked';
    const url = new URL(this.url);
    url.searchParams.set('messageId', messageId);
    try {
      const answer = await this.http.request({ method: 'GET', url: url.href, timeoutMs: ASK_TIMEOUT_MS });
      return answer.status === 200 ? statusIn(answer.body) : 'unavailable';
    } catch {
      // No answer is an answer here: the message waits rather than be sent twice.
      return 'unavailable';
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.http?.onApplicationShutdown();
  }
}

function statusIn(body: string): KnownStatus {
  const content: unknown = JSON.parse(body);
  const accepted = typeof content === 'object' && content !== null && 'accepted' in content ? content.accepted : null;
  if (accepted === true) return 'accepted';
  return accepted === false ? 'not_accepted' : 'unavailable';
}
