import { http } from './http.js';
import type { Merchant, Page, Session } from './types.js';

/** The session of this browser; 401 when there is none. */
export const getSession = (): Promise<Session> => http.get('/v1/session');
export const signInWithKey = (key: string): Promise<Session> => http.post('/v1/session', { key });
export const signInWithLink = (token: string): Promise<Session> => http.post('/v1/session/link', { token });
export const signOut = (): Promise<unknown> => http.delete('/v1/session');
export const listMerchants = (): Promise<Page<Merchant>> => http.get('/v1/merchants', { limit: 200 });
