import type { AddressInfo } from 'node:net';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { SimulatorConfig } from '../config.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { MailboxService } from './mailbox.service.js';

/** Bytes of one mail: larger than any message with a few pictures. */
const MAIL_BYTES_MAX = 10 * 1024 * 1024;

type Verdict = (error?: Error | null) => void;

/** A mail server that keeps everything. It says 250 only when the mail is in the database. */
@Injectable()
export class SmtpSink implements OnModuleInit, BeforeApplicationShutdown {
  private readonly log = new Logger(SmtpSink.name);
  private readonly server: SMTPServer;

  constructor(
    private readonly config: SimulatorConfig,
    private readonly world: WorldService,
    private readonly mailbox: MailboxService,
  ) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      size: MAIL_BYTES_MAX,
      onData: (stream, session, answer) => void this.receive(stream, session, answer),
    });
    // A client that hangs up in the middle is its own problem.
    this.server.on('error', (error) => this.log.debug(error.message));
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  async onModuleInit(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.config.SMTP_PORT, this.config.SMTP_HOST, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(resolve);
    });
  }

  private async receive(stream: SMTPServerDataStream, session: SMTPServerSession, answer: Verdict): Promise<void> {
    try {
      const raw = Buffer.concat(await stream.toArray());
      if (stream.sizeExceeded) {
        answer(smtpError(552, 'too large'));
        return;
      }
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map((each) => each.address) };
      await this.keep(envelope, raw, answer);
    } catch (error) {
      this.log.warn(`a mail could not be stored: ${String(error)}`);
      answer(smtpError(451, 'try again later'));
    }
  }

  /** A server with a bad day refuses for now, or keeps the mail and loses the answer on the way. */
  private async keep(envelope: { from: string; to: string[] }, raw: Buffer, answer: Verdict): Promise<void> {
    const day = Rng.of(this.world.seed, 'mail', raw.toString('latin1', 0, 2_000), Date.now());
    const bad = day.chance(this.world.rates.error500);
    if (bad && day.chance(0.5)) {
      answer(smtpError(451, 'greylisted'));
      return;
    }
    await this.mailbox.store(envelope, raw);
    if (bad) answer(smtpError(421, 'closing the connection'));
    else answer();
  }
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
