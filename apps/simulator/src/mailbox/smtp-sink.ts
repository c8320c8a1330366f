import type { AddressInfo, Socket } from 'node:net';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { SimulatorConfig } from '../config.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import type { Mail } from './mail.entity.js';
import { MailboxService, readMail } from './mailbox.service.js';

/** Bytes of one mail: larger than any message with a few pictures. */
const MAIL_BYTES_MAX = 10 * 1024 * 1024;

/** Senders keep idle connections open; a mail that is being taken needs less than this. */
const CLOSE_MS = 500;

type Verdict = (error?: Error | null) => void;

/** A mail server that keeps everything. It says 250 only when the mail is in the database. */
@Injectable()
export class SmtpSink implements OnModuleInit, BeforeApplicationShutdown {
  private readonly log = new Logger(SmtpSink.name);
  private readonly server: SMTPServer;
  private readonly sockets = new Map<string, Socket>();
  /** Mails that had their bad day: it comes once, so that a patient sender gets through. */
  private readonly badDays = new Set<string>();

  constructor(
    private readonly config: SimulatorConfig,
    private readonly world: WorldService,
    private readonly mailbox: MailboxService,
  ) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      size: MAIL_BYTES_MAX,
      closeTimeout: CLOSE_MS,
      onData: (stream, session, answer) => void this.receive(stream, session, answer),
    });
    this.server.server.on('connection', (socket: Socket) => this.remember(socket));
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
      const raw = Buffer.concat((await stream.toArray()) as Buffer[]);
      if (stream.sizeExceeded) {
        answer(smtpError(552, 'too large'));
        return;
      }
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map((each) => each.address) };
      await this.keep(await readMail(envelope, raw), session, answer);
    } catch (error) {
      this.log.warn(`a mail could not be stored: ${String(error)}`);
      answer(smtpError(451, 'try again later'));
    }
  }

  /** A server with a bad day refuses a mail for now, or keeps it and the line breaks before it can say so. */
  private async keep(mail: Mail, session: SMTPServerSession, answer: Verdict): Promise<void> {
    const day = Rng.of(this.world.seed, 'mail', mail.messageId ?? mail.id);
    const bad = day.chance(this.world.rates.error500) && !this.badDays.has(mail.messageId ?? '');
    this.badDays.add(mail.messageId ?? '');
    const refused = bad && day.chance(0.5);
    if (!refused) await this.mailbox.store(mail);
    if (refused) answer(smtpError(451, 'greylisted'));
    else if (bad) this.sockets.get(lineOf(session.remoteAddress, session.remotePort))?.destroy();
    else answer();
  }

  private remember(socket: Socket): void {
    const line = lineOf(socket.remoteAddress, socket.remotePort);
    this.sockets.set(line, socket);
    socket.once('close', () => this.sockets.delete(line));
  }
}

function lineOf(address: string | undefined, port: number | undefined): string {
  return `${address ?? ''} ${port ?? 0}`;
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
