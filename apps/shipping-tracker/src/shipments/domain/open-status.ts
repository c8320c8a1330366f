import { finalStatuses } from './shipment-status.js';

/** SQL: more news is expected. Written out, not a parameter, so that the partial indexes can serve it. */
export const openStatus = `status NOT IN (${finalStatuses.map((status) => `'${status}'`).join(', ')})`;
