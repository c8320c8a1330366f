import { http, queryString, type Query } from './http.js';
import type { MeasureAnswer, MeasureDescription, Relation } from './types.js';

const MEASURES = '/v1/insight/measures';

export const listMeasures = (): Promise<{ items: MeasureDescription[] }> => http.get(MEASURES);
export const getMeasure = (id: string, query: Query): Promise<MeasureAnswer> =>
  http.get(`${MEASURES}/${encodeURIComponent(id)}`, query);
/** Where the browser fetches the same answer as a table. */
export const measureCsvPath = (id: string, query: Query): string =>
  `${MEASURES}/${encodeURIComponent(id)}.csv${queryString(query)}`;
export const getRelation = (query: Query): Promise<Relation> => http.get('/v1/insight/relation', query);
