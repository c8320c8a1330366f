import { http } from './http.js';
import type { Losses } from './types.js';

export interface LossesOf {
  /** Absent for a supplier's own key. */
  merchantId?: string | undefined;
  supplierId?: string | undefined;
  before?: string | undefined;
}

export const getLosses = (of: LossesOf): Promise<Losses> => http.get('/v1/routing/lost', { ...of });
