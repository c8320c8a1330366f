import { http, ifMatch, queryString } from './http.js';
import type {
  Complaint,
  ComplaintCounts,
  ComplaintRefunds,
  ComplaintResolution,
  ComplaintSettings,
  ComplaintThread,
  ComplaintType,
  Incident,
  Macro,
  Page,
  PartyAtFault,
  Refund,
} from './types.js';

export interface ComplaintFilter {
  /** `queue`: what is open, the least time left first. */
  order?: 'queue' | undefined;
  orderId?: string | undefined;
  status?: string | undefined;
  type?: string | undefined;
  assignee?: string | undefined;
  supplierId?: string | undefined;
  incidentId?: string | undefined;
  q?: string | undefined;
  unassigned?: true | undefined;
  late?: true | undefined;
  after?: string | undefined;
  limit?: number;
}

/** The server's code where something happened to a complaint since it was read. */
export const COMPLAINT_CHANGED = 'COMPLAINT_CHANGED';

const at = (id: string): string => `/v1/complaints/${encodeURIComponent(id)}`;

export const listComplaints = (filter: ComplaintFilter): Promise<Page<Complaint>> =>
  http.get('/v1/complaints', { ...filter });
export const countComplaints = (): Promise<ComplaintCounts> => http.get('/v1/complaints/counts');
export const getComplaint = (id: string): Promise<Complaint> => http.get(at(id));
export const photoAddress = (id: string, sha256: string): string => `${at(id)}/photos/${encodeURIComponent(sha256)}`;
/** With the facts of the complaint put in. */
export const listFilledMacros = (id: string): Promise<{ items: Macro[] }> => http.get(`${at(id)}/macros`);

/** The complaint as somebody saw it when they decided. */
export type SeenComplaint = Pick<Complaint, 'id' | 'revision'>;

const ifSeen = ({ revision }: SeenComplaint): Record<string, string> => ifMatch(revision);

export interface NewMessage {
  thread: ComplaintThread;
  text: string;
}

/**
 * Writes a message; the same reference again is the same message.
 * @throws Problem {@link COMPLAINT_CHANGED}, as every change of a complaint.
 */
export const writeMessage = (seen: SeenComplaint, message: NewMessage, reference: string): Promise<Complaint> =>
  http.post(`${at(seen.id)}/messages`, message, { ...ifSeen(seen), 'idempotency-key': reference });

export interface Solution {
  cause: ComplaintType;
  partyAtFault: PartyAtFault;
  resolution: ComplaintResolution;
}

export const assignComplaint = (seen: SeenComplaint, assignee: string | null): Promise<Complaint> =>
  http.post(`${at(seen.id)}/assign`, { assignee }, ifSeen(seen));
export const solveComplaint = (seen: SeenComplaint, solution: Solution): Promise<Complaint> =>
  http.post(`${at(seen.id)}/solve`, solution, ifSeen(seen));
export const reopenComplaint = (seen: SeenComplaint): Promise<Complaint> =>
  http.post(`${at(seen.id)}/reopen`, {}, ifSeen(seen));
export const mergeComplaint = (seen: SeenComplaint, intoId: string): Promise<Complaint> =>
  http.post(`${at(seen.id)}/merge`, { intoId }, ifSeen(seen));
export const escalateComplaint = (seen: SeenComplaint, assignee: string | null): Promise<Complaint> =>
  http.post(`${at(seen.id)}/escalate`, { assignee }, ifSeen(seen));

/** Money for what was complained about and is kept. */
export interface GivenRefund {
  currency: string;
  lines: { lineId: string; amountMinor: number }[];
  shippingMinor: number;
  reason: string;
  /** Solves the complaint with it; null: it stays open. */
  solution: Omit<Solution, 'resolution'> | null;
}

export const getComplaintRefunds = (id: string): Promise<ComplaintRefunds> => http.get(`${at(id)}/refund`);
/** Pays back; the same reference again is the same refund. */
export const refundComplaint = (seen: SeenComplaint, given: GivenRefund, reference: string): Promise<Refund> =>
  http.post(`${at(seen.id)}/refund`, given, { ...ifSeen(seen), 'idempotency-key': reference });

export const listIncidents = (state: 'open' | 'closed', merchantId?: string): Promise<{ items: Incident[] }> =>
  http.get('/v1/incidents', { state, merchantId });
export const getIncident = (id: string): Promise<Incident> => http.get(`/v1/incidents/${encodeURIComponent(id)}`);
export const closeIncident = (id: string, explanation: string | null): Promise<unknown> =>
  http.post(`/v1/incidents/${encodeURIComponent(id)}/close`, { explanation });

export const listMacros = (merchantId: string): Promise<{ items: Macro[] }> =>
  http.get('/v1/complaint-macros', { merchantId });
/** A macro of the same name is replaced. */
export const saveMacro = (merchantId: string, macro: Omit<Macro, 'id'>): Promise<Macro> =>
  http.post(`/v1/complaint-macros${queryString({ merchantId })}`, macro);
export const deleteMacro = (merchantId: string, id: string): Promise<unknown> =>
  http.delete(`/v1/complaint-macros/${encodeURIComponent(id)}${queryString({ merchantId })}`);
export const getComplaintSettings = (merchantId: string): Promise<ComplaintSettings> =>
  http.get('/v1/complaint-settings', { merchantId });
export const saveComplaintSettings = (merchantId: string, settings: ComplaintSettings): Promise<ComplaintSettings> =>
  http.put(`/v1/complaint-settings${queryString({ merchantId })}`, settings);
