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
