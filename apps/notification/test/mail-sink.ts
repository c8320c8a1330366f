import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** What the sink does with one recipient's messages. */
export type Mood = 'accept' | 'later' | 'refuse' | 'hang-up';

/** A message that the sink has taken. */
export interface SunkMail extends Email {
  readonly to: Email['to'];
  readonly recipient: string;
  readonly raw: string;
}

/** A real SMTP server that keeps what it takes, and refuses as a test tells it to. */
export class MailSink {
  readonly mails: SunkMail[] = [];
  /** Recipients that were tried, whatever came of it. */
  readonly tried: string[] = [];
  private readonly moods = new Map<string, Mood>();
  private server = this.open();
  private port = 0;

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', () => resolve()));
    this.port = (this.server.server.address() as AddressInfo).port;
    return `smtp://127.0.0.1:${String(this.port)}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** Comes back on the same port after {@link stop}. */
  async restart(): Promise<void> {
    this.server = this.open();
    await this.start();
  }

  /** What happens to a recipient's messages from now on. */
  mood(recipient: string, mood: Mood): void {
    this.moods.set(recipient, mood);
  }

  to(recipient: string): SunkMail[] {
    return this.mails.filter((mail) => mail.recipient === recipient);
  }

  subjects(recipient: string): string[] {
    return this.to(recipient).map((mail) => mail.subject ?? '');
  }

  private open(): SMTPServer {
    return new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, callback) => {
        this.tried.push(address);
        const mood = this.moods.get(address);
        if (mood === 'later') callback(Object.assign(new Error('Try again later'), { responseCode: 451 }));
        else if (mood === 'refuse') callback(Object.assign(new Error('No such user'), { responseCode: 550 }));
        else callback();
      },
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          void PostalMime.parse(raw).then((mail) => {
            for (const recipient of recipients) this.mails.push({ ...mail, to: mail.to, recipient, raw });
            if (recipients.some((recipient) => this.moods.get(recipient) === 'hang-up')) this.hangUp();
            else callback();
          });
        });
      },
    });
  }

  /** The message is taken, the answer is lost. */
  private hangUp(): void {
    for (const connection of this.server.connections as Set<{ _socket: { destroy(): void } }>)
      connection._socket.destroy();
  }
}
