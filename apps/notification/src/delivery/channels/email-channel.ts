import { Injectable } from '@nestjs/common';
import { MailStatus } from '../mail-status.js';
import { SmtpMailer } from '../smtp-mailer.js';
import type { ChannelPort, KnownStatus, OutgoingMessage, SendOutcome, UnresolvedAttempt } from './channel.port.js';

/** Mail over SMTP; whoever keeps the server's ledger is asked about what nobody knows. */
@Injectable()
export class EmailChannel implements ChannelPort {
  readonly channel = 'email';

  constructor(
    private readonly mailer: SmtpMailer,
    private readonly status: MailStatus,
  ) {}

  get configured(): boolean {
    return this.mailer.configured;
  }

  capacity(most: number): number {
    return this.mailer.configured ? this.mailer.capacity(most) : 0;
  }

  payloadOf({ text }: OutgoingMessage): string {
    return text;
  }

  send(message: OutgoingMessage): Promise<SendOutcome> {
    return this.mailer.send(message);
  }

  ask({ messageId }: UnresolvedAttempt): Promise<KnownStatus> {
    return this.status.ask(messageId);
  }
}
