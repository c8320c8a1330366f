import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorldService } from '../world/world.service.js';
import { Browser } from './browser.entity.js';
import type { BrowserFate } from './domain/browser-fate.js';
import { PushCall } from './push-call.entity.js';
import { PushMessage } from './push-message.entity.js';
import { BODY_MAX_BYTES, readMessage, vapidFault } from './push-wire.js';

/** How long a service that hangs says nothing. Longer than anybody should wait. */
const STALL_MS = 20_000;
/** What a busy service asks for: longer than the second after which a queue is looked at anyway. */
const BUSY_SECONDS = 2;

/** A message as a push service is asked to bring it. */
export interface AskedPush {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** A push service's answer. */
export interface PushServiceAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}

/** What became of a message: the answer, null for a cut line; and what the browser was shown, if it was. */
interface Treatment {
  readonly answer: PushServiceAnswer | null;
  readonly message?: string;
  readonly stalls?: boolean;
}

/** As `PushSubscription.toJSON()` writes it, and by which name its messages are listed. */
export interface SubscriptionView {
  readonly id: string;
  readonly endpoint: string;
  readonly expirationTime: null;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** A push service (RFC 8030) with the browsers behind it: whatever comes twice is kept twice. */
@Injectable()
export class PushService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
  ) {}

  /** A new browser that takes messages under this key. */
  async subscribe(applicationServerKey: string, fate: BrowserFate = 'reached'): Promise<SubscriptionView> {
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    const [id, auth] = [randomUUID(), randomBytes(16).toString('base64url')];
    const privateKey = ecdh.getPrivateKey('base64url');
    await this.dataSource.manager.insert(Browser, { id, privateKey, auth, applicationServerKey, fate });
    const endpoint = `${this.world.address() ?? ''}/sim/push/browsers/${id}`;
    return { id, endpoint, expirationTime: null, keys: { p256dh: ecdh.getPublicKey('base64url'), auth } };
  }

  /** Takes a message, or errs as the browser's fate will have it. @returns null for none: the line is cut. */
  async take(id: string, asked: AskedPush): Promise<PushServiceAnswer | null> {
    const [rows] = await this.dataSource.query<[Browser[], number]>(
      `update browsers set calls = calls + 1 where id = $1
       returning id, private_key as "privateKey", auth, application_server_key as "applicationServerKey", fate, calls`,
      [id],
    );
    const [browser] = rows;
    if (!browser) return { status: 404 };
    const { answer, message, stalls = false } = await this.treat(browser, asked);
    // Before it is answered: a checker must find whatever the sender could have heard.
    await this.dataSource.manager.insert(PushCall, {
      ...{ id: randomUUID(), browserId: browser.id, topic: asked.headers['topic'] ?? null, at: new Date() },
      ...{ answer: answer?.status ?? null, taken: message !== undefined },
    });
    if (stalls) await delay(STALL_MS, undefined, { ref: false });
    return answer;
  }

  /** What becomes of a message, by the browser's fate. */
  private async treat(browser: Browser, asked: AskedPush): Promise<Treatment> {
    const refused = this.refusalOf(browser, asked);
    if (refused) return { answer: refused };
    const errs = browser.calls === 1 ? browser.fate : 'reached';
    if (errs === 'busy') return { answer: { status: 429, headers: { 'retry-after': String(BUSY_SECONDS) } } };
    const message = await this.keep(browser, asked);
    if (message === null) return { answer: { status: 400, text: 'this cannot be read' } };
    if (errs === 'lost') return { answer: null, message };
    if (errs === 'broken') return { answer: { status: 500, text: `trouble with ${browser.id}` }, message };
    const headers = { location: `${this.world.address() ?? ''}/sim/push/messages/${message}` };
    return { answer: { status: 201, headers }, message, stalls: errs === 'stalled' };
  }

  /** Oldest first. */
  messages(browserId: string): Promise<PushMessage[]> {
    return this.dataSource.manager.find(PushMessage, { where: { browserId }, order: { takenAt: 'ASC' } });
  }

  private refusalOf(browser: Browser, { headers, body }: AskedPush): PushServiceAnswer | null {
    if (browser.fate === 'gone') return { status: 410 };
    if (body.length > BODY_MAX_BYTES) return { status: 413 };
    if (!/^\d+$/.test(headers['ttl'] ?? '')) return { status: 400, text: 'no TTL' };
    if (!/^[\w-]{0,32}$/.test(headers['topic'] ?? '')) return { status: 400, text: 'no topic' };
    const { origin } = new URL(this.world.address() ?? '');
    const fault = vapidFault(headers['authorization'] ?? '', origin, browser.applicationServerKey, new Date());
    return fault === null ? null : { status: 403, text: fault };
  }

  /** @returns null when the browser cannot read it. */
  private async keep(browser: Browser, { headers, body }: AskedPush): Promise<string | null> {
    const content = contentOf(body, browser);
    if (content === null) return null;
    const id = randomUUID();
    await this.dataSource.manager.insert(PushMessage, {
      ...{ id, browserId: browser.id, topic: headers['topic'] ?? null, urgency: headers['urgency'] ?? null },
      ...{ ttlSeconds: Number(headers['ttl']), bytes: body.length, content, takenAt: new Date() },
    });
    return id;
  }
}

function contentOf(body: Buffer, browser: Browser): string | null {
  try {
    return readMessage(body, browser);
  } catch {
    return null;
  }
}
