import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getMeasure, listMeasures } from '../api/insight.js';
import type { Query } from '../api/http.js';
import type { MeasureAnswer, MeasureDescription } from '../api/types.js';

/** Figures of months do not change within a minute. */
const FRESH_MS = 60_000;

export const useMeasures = (): UseQueryResult<{ items: MeasureDescription[] }> =>
  useQuery({ queryKey: ['measures'], queryFn: listMeasures, staleTime: Infinity });

export const useMeasure = (id: string, query: Query, enabled = true): UseQueryResult<MeasureAnswer> =>
  useQuery({
    queryKey: ['measure', id, query],
    queryFn: () => getMeasure(id, query),
    staleTime: FRESH_MS,
    refetchInterval: FRESH_MS,
    enabled,
  });
