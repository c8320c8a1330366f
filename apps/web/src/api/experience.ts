import { http, queryString } from './http.js';
import type { CurrentFigure, ExperienceSnapshot, Page, Supplier } from './types.js';

/** Snapshots shown of a supplier's history: about what a person looks back over. */
const CHANGES_SHOWN = 10;
const EXPERIENCE = '/v1/routing/experience';

/** Whose experience it is; an operator has to name the merchant. */
export type ExperienceOwner = Pick<Supplier, 'id' | 'merchantId'>;

export const listExperience = ({ id: supplierId, merchantId }: ExperienceOwner): Promise<Page<CurrentFigure>> =>
  http.get(EXPERIENCE, { supplierId, merchantId });
export const listExperienceChanges = ({
  id: supplierId,
  merchantId,
}: ExperienceOwner): Promise<Page<ExperienceSnapshot>> =>
  http.get(`${EXPERIENCE}/changes`, { supplierId, merchantId, limit: CHANGES_SHOWN });
export const undoExperience = (
  version: number,
  { id: supplierId, merchantId }: ExperienceOwner,
  reason: string,
): Promise<ExperienceSnapshot> =>
  http.post(`${EXPERIENCE}/${String(version)}/undo${queryString({ merchantId })}`, { supplierId, reason });
