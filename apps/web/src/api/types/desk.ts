/** What operators watch: events, figures, parked messages, keys, the demo's mailbox. */
import type { Page, Role } from './access.js';

/** One fact as the console tells it: in the stream, in a timeline and in the list of events. */
export interface EventItem {
  id: string;
  type: string;
  occurredAt: string;
  producer: string;
  /** An English sentence; `summaryCode` and `summaryParameters` are for the other languages. */
  summary: string;
  summaryCode?: string;
  summaryParameters?: Record<string, string | number | null>;
  data: Record<string, unknown>;
  position?: string;
  merchantId?: string | null;
  orderId?: string | null;
  recordedAt?: string;
  correlationId?: string | null;
  causationId?: string | null;
}

export interface Figures {
  at: string;
  stages: {
    stage: string;
    orders: number;
    oldest: { orderId: string; externalId: string; since: string } | null;
  }[];
  /** Events of the last minute by type. */
  lastMinute: Record<string, number>;
  needsPerson: { total: number; items: NeedsPerson[] };
  services: ServiceHealth[];
  parked: { service: string; waiting: number; dead: number; more: boolean }[];
}

export interface NeedsPerson {
  orderId: string;
  externalId: string;
  merchantId: string;
  kind: 'held' | 'unroutable' | 'stalled' | 'expired';
  reasonCode: string | null;
  nextAction: string | null;
  since: string;
  totalMinor: number;
  currency: string;
  placedAt: string;
}

export interface ServiceHealth {
  service: string;
  status: 'ready' | 'not_ready' | 'down';
  latencyMs: number | null;
  detail: string | null;
}

export type ParkedState = 'waiting' | 'dead' | 'replayed' | 'skipped';

export interface ParkedMessage {
  id: string;
  service: string;
  topic: string;
  key: string;
  keyVersion: number | null;
  merchantId: string | null;
  /** False: later messages of the key go on without it. */
  holdsKey: boolean;
  messageId: string;
  type: string | null;
  state: ParkedState;
  errorClass: 'retryable' | 'gap' | 'behind' | 'poison';
  errorCode: string;
  errorDetail: string;
  attempts: number;
  firstParkedAt: string;
  nextAttemptAt: string;
  settledAt: string | null;
  skipReason: string | null;
  /** The run of replays that took it last, and what that came to. */
  replayId: string | null;
  replayOutcome: 'replayed' | 'failed' | 'held' | 'skipped' | null;
}

/** Which messages to replay: those of one service that were named, or all that a filter finds. */
export type ReplaySelection =
  | { service: string; ids: string[] }
  | { service: string; filter: { type?: string; errorCode?: string; state?: ParkedState } };

/** What a replay would do for one message. */
export type ReplayFate = 'now' | 'over_gap' | 'already_handled' | 'missing' | 'behind';

export interface ReplayPreview {
  selected: number;
  expectedSeconds: number;
  services: { service: string; selected: number; fates: Record<ReplayFate, number>; keys: number }[];
  unreachable: { service: string; detail: string }[];
}

export interface ReplayRun {
  service: string;
  id: string;
  ratePerSecond: number;
  requestedAt: string;
  total: number;
  replayed: number;
  failed: number;
  held: number;
  skipped: number;
  left: number;
  finishedAt: string | null;
}

/** A key or a merchant without room for another parked message. */
export interface FullParking {
  service: string;
  scope: 'key' | 'merchant';
  of: string;
  parked: number;
  max: number;
}

export interface ParkedDetail extends ParkedMessage {
  headers: Record<string, string>;
  data: unknown;
}

export interface ParkedPage extends Page<ParkedMessage> {
  /** Services that did not answer; their messages are missing. */
  unreachable: { service: string; detail: string }[];
}

export interface KeyItem {
  id: string;
  role: Role;
  merchantId: string | null;
  supplierId: string | null;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
}

export interface Merchant {
  id: string;
  name: string;
  defaultLanguage: string;
  currency: string;
}

export interface MailItem {
  id: string;
  from: string;
  to: string;
  subject: string;
  date: string;
}

export interface Mail extends MailItem {
  html: string | null;
  text: string | null;
}
