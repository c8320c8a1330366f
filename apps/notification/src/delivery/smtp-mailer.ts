import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { EndpointBreakers, type Endpoint } from '#messaging';
import { NotificationConfig } from '../config.js';
import { tokenIn } from '../notifications/domain/message-id.js';
import type { OutgoingMessage, SendOutcome } from './channels/channel.port.js';
import { classifyFailure, isAboutTheMessage, type SmtpFailure } from './domain/classify-failure.js';

/** Connections to the mail server: few servers allow more from one client. */
const CONNECTIONS_MAX = 5;
/** How long an open breaker leaves the server alone. */
const BREAKER_REST_MS = 10_000;

/** An outcome and what it says about the server. */
interface Attempt {
  readonly outcome: SendOutcome;
  readonly serverIsIll: boolean;
}

/** Hands messages to the mail server. */
@Injectable()
export class SmtpMailer implements OnApplicationShutdown {
  private readonly transport: Transporter | null;
  private readonly breakers = new EndpointBreakers(BREAKER_REST_MS);
  private readonly endpoint: Endpoint;

  constructor(private readonly config: NotificationConfig) {
    this.transport = config.SMTP_URL === undefined ? null : openTransport(config.SMTP_URL, config.MAIL_SEND_TIMEOUT_MS);
    this.endpoint = { name: 'smtp', address: config.SMTP_URL ?? '' };
  }

  /** Whether there is a server to send to. */
  get configured(): boolean {
    return this.transport !== null;
  }

  /** Messages to take now: none while the server is left alone, one to see whether it is back. */
  capacity(most: number): number {
    if (this.breakers.isTrying(this.endpoint)) return 1;
    return this.breakers.isOpen(this.endpoint) ? 0 : most;
  }

  async send(mail: OutgoingMessage): Promise<SendOutcome> {
    const attempt = await this.breakers.fire(this.endpoint, (signal) => this.attempt(mail, signal), {
      timeoutMs: this.config.MAIL_SEND_TIMEOUT_MS,
      isTransient: ({ serverIsIll }) => serverIsIll,
    });
    return attempt?.outcome ?? { kind: 'unreachable', detail: 'EOPENBREAKER' };
  }

  onApplicationShutdown(): void {
    this.breakers.close();
    this.transport?.close();
  }

  private async attempt(mail: OutgoingMessage, signal: AbortSignal): Promise<Attempt> {
    try {
      await this.handOver(mail, signal);
      return { outcome: { kind: 'accepted' }, serverIsIll: false };
    } catch (error) {
      const failure = failureOf(error);
      const outcome = { kind: classifyFailure(failure), detail: describe(failure) };
      return { outcome, serverIsIll: !isAboutTheMessage(failure) };
    }
  }

  private handOver(mail: OutgoingMessage, signal: AbortSignal): Promise<unknown> {
    if (!this.transport) throw Object.assign(new Error('No SMTP_URL'), { code: 'ECONFIG' });
    return this.transport.sendMail({
      from: { name: mail.senderName, address: this.config.MAIL_FROM },
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      headers: {
        // No answer by a machine to a machine (RFC 3834), and one list to filter by (RFC 2919).
        'Auto-Submitted': 'auto-generated',
        'List-Id': `<${this.config.MAIL_LIST_ID}>`,
        'X-Auto-Response-Suppress': 'All',
        // One mailbox may take the mails of several merchants: it can tell them apart.
        'X-Kervan-Merchant': mail.merchantId,
        ...(mail.canBeEnded ? this.unsubscribeHeaders(mail.messageId) : {}),
      },
      signal,
    });
  }

  /** One click, by the mail program and without a page (RFC 8058). */
  private unsubscribeHeaders(messageId: string): Record<string, string> {
    const url = `${this.config.PUBLIC_URL.replace(/\/$/, '')}/v1/unsubscribe/${tokenIn(messageId)}`;
    return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  }
}

function openTransport(url: string, timeoutMs: number): Transporter {
  return createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // Messages are made of text alone: nothing in them may make the client read files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function failureOf(error: unknown): SmtpFailure {
  return typeof error === 'object' && error !== null ? error : {};
}

/** Code and answer number only: the server's words may repeat the address. */
function describe({ code, responseCode }: SmtpFailure): string {
  return responseCode === undefined ? (code ?? 'UNKNOWN') : `SMTP_${String(responseCode)}`;
}
