import { http } from './http.js';
import type {
  EventItem,
  Figures,
  FullParking,
  KeyItem,
  Mail,
  MailItem,
  Page,
  ParkedDetail,
  ParkedPage,
  ParkedState,
  ReplayPreview,
  ReplayRun,
  ReplaySelection,
  Role,
} from './types.js';

export const getFigures = (): Promise<Figures> => http.get('/v1/figures');

export const listEvents = (filter: {
  orderId?: string | undefined;
  type?: string | undefined;
  after?: string | undefined;
  limit?: number;
}): Promise<Page<EventItem>> => http.get('/v1/events', { ...filter });

/** A parked message is its service's; ids are unique per service only. */
export interface ParkedAt {
  id: string;
  service: string;
}

export interface ParkedFilter {
  service?: string | undefined;
  state?: ParkedState | undefined;
  type?: string | undefined;
  errorCode?: string | undefined;
  replayId?: string | undefined;
}

export const listParked = (filter: ParkedFilter): Promise<ParkedPage> =>
  http.get('/v1/parked', { ...filter, limit: 200 });
export const getParked = ({ id, service }: ParkedAt): Promise<ParkedDetail> =>
  http.get(`/v1/parked/${encodeURIComponent(id)}`, { service });
export const replayParked = (selection: ReplaySelection, ratePerSecond: number): Promise<{ scheduled: number }> =>
  http.post('/v1/parked/replay', { ...selection, ratePerSecond });
export const previewReplay = (selection: ReplaySelection, ratePerSecond: number): Promise<ReplayPreview> =>
  http.post('/v1/parked/preview', { ...selection, ratePerSecond });
export const listReplays = (): Promise<{ items: ReplayRun[] }> => http.get('/v1/parked/replays');
export const listFullParking = (): Promise<{ items: FullParking[] }> => http.get('/v1/parked/full');
export const skipParked = ({ id, service }: ParkedAt, reason: string): Promise<unknown> =>
  http.post(`/v1/parked/${encodeURIComponent(id)}/skip?service=${encodeURIComponent(service)}`, { reason });

export interface NewKey {
  role: Role;
  merchantId?: string;
  supplierId?: string;
  expiresAt?: string;
}

export const listKeys = (): Promise<Page<KeyItem>> => http.get('/v1/keys', { limit: 200 });
export const issueKey = (body: NewKey): Promise<{ id: string; key: string }> => http.post('/v1/keys', body);
export const revokeKey = (id: string): Promise<unknown> => http.delete(`/v1/keys/${encodeURIComponent(id)}`);

export const listMail = (): Promise<{ items: MailItem[] }> => http.get('/v1/mailbox');
export const getMail = (id: string): Promise<Mail> => http.get(`/v1/mailbox/${encodeURIComponent(id)}`);
