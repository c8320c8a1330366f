/** Complaints and incidents. */
import type { Photo, Refund } from './returns.js';

export const complaintTypes = ['late', 'damaged', 'wrong', 'missing', 'quality', 'service', 'other'] as const;
export type ComplaintType = (typeof complaintTypes)[number];
export const partiesAtFault = ['supplier', 'carrier', 'merchant', 'customer', 'customs', 'weather', 'nobody'] as const;
export type PartyAtFault = (typeof partiesAtFault)[number];
export const complaintResolutions = [
  'refund',
  'replacement',
  'return',
  'explanation',
  'apology',
  'goodwill',
  'none',
] as const;
export type ComplaintResolution = (typeof complaintResolutions)[number];

export type ComplaintThread = 'customer' | 'supplier' | 'internal';
export type ComplaintClock = 'first_answer' | 'solution';

export interface ComplaintMessage {
  id: string;
  author: 'customer' | 'agent' | 'supplier';
  thread: ComplaintThread;
  text: string;
  writtenAt: string;
}

export interface Complaint {
  id: string;
  number: string;
  merchantId: string;
  orderId: string;
  externalId: string;
  type: ComplaintType;
  channel: string;
  status: 'open' | 'answered' | 'solved' | 'merged';
  lineId: string | null;
  sku: string | null;
  title: string | null;
  supplierId: string | null;
  carrier: string | null;
  assignee: string | null;
  level: number;
  firstAnswerDueAt: string;
  firstAnsweredAt: string | null;
  solutionDueAt: string;
  /** When the clock that runs is over; null when none runs. */
  nextDueAt: string | null;
  breached: ComplaintClock[];
  solution: { cause: ComplaintType; partyAtFault: PartyAtFault; resolution: ComplaintResolution } | null;
  mergedInto: string | null;
  incidentId: string | null;
  openedAt: string;
  solvedAt: string | null;
  /** Counts what happened to it. */
  revision: number;
  /** Of one complaint only. */
  messages?: ComplaintMessage[];
  /** What the customer showed. */
  photos?: Photo[];
}

export interface ComplaintCounts {
  open: number;
  late: number;
  unanswered: number;
  unassigned: number;
  assignees: { assignee: string; open: number }[];
}

export interface Macro {
  id: string;
  name: string;
  text: string;
}

/** Complaints of several orders with one cause. */
export interface Incident {
  id: string;
  number: string;
  merchantId: string;
  supplierId: string;
  sku: string;
  carrier: string | null;
  cause: ComplaintType;
  orders: number;
  explanation: string | null;
  openedAt: string;
  closedAt: string | null;
}

/** When a desk is open, and what it promises. */
export interface ComplaintSettings {
  calendar: {
    zone: string;
    region: 'tr' | 'eu' | 'none';
    /** 1 is Monday. */
    workdays: number[];
    /** Minutes since midnight. */
    opensAt: number;
    closesAt: number;
    closedDays: string[];
  };
  firstAnswerHours: number;
  solutionHours: number;
  incidentComplaints: number;
  incidentHours: number;
}

/** What can still be given back of a complaint's order, and what was given for the complaint. */
export interface ComplaintRefunds {
  currency: string;
  lines: { lineId: string; sku: string; title: string; quantity: number; paidMinor: number; leftMinor: number }[];
  shippingLeftMinor: number;
  /** Of all together. */
  leftMinor: number;
  refunds: Refund[];
}
