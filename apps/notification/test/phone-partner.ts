import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the partner does with a message. `lost`: it takes it, and nobody hears of it. */
export type PhoneMood = 'accept' | 'refuse' | 'html' | 'lost' | 'limit';

/** A message as it came in. */
export interface PhoneMessage {
  readonly channel: 'sms' | 'whatsapp';
  readonly to: string;
  readonly body: string;
  readonly providerId: string;
  readonly headers: IncomingMessage['headers'];
  /** The form, or the JSON. */
  readonly sent: Readonly<Record<string, unknown>>;
}

interface WhatsAppTemplate {
  to: string;
  template: { components: { parameters: { text: string }[] }[] };
}

/** A real server that speaks Twilio's Messages API and Meta's Cloud API, keeps what it takes, and errs as told. */
export class PhonePartner {
  readonly messages: PhoneMessage[] = [];
  private readonly moods = new Map<string, PhoneMood>();
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  /** What happens to the next message for a number; the ones after it are accepted. */
  next(channel: PhoneMessage['channel'], to: string, mood: PhoneMood): void {
    this.moods.set(`${channel} ${to}`, mood);
  }

  to(number: string, channel?: PhoneMessage['channel']): PhoneMessage[] {
    return this.messages.filter((one) => one.to === number && (channel === undefined || one.channel === channel));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = Buffer.concat((await request.toArray()) as Buffer[]).toString('utf8');
    const url = new URL(request.url ?? '/', 'http://partner');
    if (request.method === 'GET') {
      this.list(url, response);
      return;
    }
    const message = url.pathname.endsWith('.json') ? smsIn(text, request) : whatsAppIn(text, request);
    const mood = this.moods.get(`${message.channel} ${message.to}`) ?? 'accept';
    this.moods.delete(`${message.channel} ${message.to}`);
    if (mood === 'accept' || mood === 'lost') this.messages.push(message);
    if (mood === 'lost') request.socket.destroy();
    else if (mood === 'html') response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    else if (mood === 'accept') sendJson(response, message.channel === 'sms' ? 201 : 200, acceptance(message));
    else sendJson(response, mood === 'limit' ? 429 : 400, refusal(message.channel, mood));
  }

  private list(url: URL, response: ServerResponse): void {
    const messages = this.to(url.searchParams.get('To') ?? '', 'sms').map(({ to, body, providerId }) => ({
      ...{ to, body, sid: providerId, status: 'delivered' },
    }));
    sendJson(response, 200, { messages });
  }
}

function smsIn(text: string, { headers }: IncomingMessage): PhoneMessage {
  const sent = Object.fromEntries(new URLSearchParams(text));
  const providerId = `SM${createHmac('sha256', 'sid').update(text).digest('hex').slice(0, 32)}`;
  return { channel: 'sms', to: sent['To'] ?? '', body: sent['Body'] ?? '', providerId, headers, sent };
}

function whatsAppIn(text: string, { headers }: IncomingMessage): PhoneMessage {
  const sent = JSON.parse(text) as Record<string, unknown> & WhatsAppTemplate;
  const words = sent.template.components.flatMap(({ parameters }) => parameters.map((one) => one.text));
  const providerId = `wamid.${createHmac('sha256', 'id').update(text).digest('base64')}`;
  return { channel: 'whatsapp', to: `+${sent.to}`, body: words.join(' | '), providerId, headers, sent };
}

const acceptance = ({ channel, to, providerId }: PhoneMessage): object =>
  channel === 'sms'
    ? { sid: providerId, status: 'queued', to }
    : { messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: to.slice(1) }], messages: [{ id: providerId }] };

const refusal = (channel: PhoneMessage['channel'], mood: PhoneMood): object =>
  channel === 'sms'
    ? { code: mood === 'limit' ? 20_429 : 21_211, message: 'no', status: mood === 'limit' ? 429 : 400 }
    : { error: { message: 'no', type: 'OAuthException', code: mood === 'limit' ? 130_429 : 131_026 } };

const sendJson = (response: ServerResponse, status: number, content: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
};

/** As Twilio signs a callback. */
export function twilioSignature(token: string, url: string, form: Readonly<Record<string, string>>): string {
  const names = Object.keys(form).sort();
  const text = names.reduce((sum, name) => sum + name + (form[name] ?? ''), url);
  return createHmac('sha1', token).update(text).digest('base64');
}

/** As Meta signs a webhook. */
export const metaSignature = (secret: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
