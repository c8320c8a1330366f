/** Decisions for tests, as small as they can be. */
import type { DecisionCandidate, DecisionOffer, RoutingDecision } from '../api/types.js';

export const offer = (supplierCode: string, lineId: string, given: Partial<DecisionOffer> = {}): DecisionOffer => ({
  offerId: `${supplierCode}/${lineId}`,
  lineId,
  supplierSku: 'S',
  available: 9,
  unitCostMinor: 500,
  currency: 'TRY',
  leadTimeDays: 1,
  asOf: '2026-11-22T08:00:00Z',
  ageSeconds: 3600,
  excluded: null,
  chosenQuantity: 0,
  ...given,
});

export const candidate = (supplierCode: string, given: Partial<DecisionCandidate> = {}): DecisionCandidate => ({
  supplierId: supplierCode,
  supplierCode,
  chosen: false,
  parcelFixedMinor: 0,
  alreadyOpen: false,
  goodsMinor: 0,
  parcelMinor: 0,
  dearerByMinor: null,
  reason: null,
  offers: [],
  ...given,
});

export const decision = (candidates: DecisionCandidate[], given: Partial<RoutingDecision> = {}): RoutingDecision => ({
  routingVersion: 1,
  policyVersion: 1,
  currency: 'TRY',
  decidedAt: '2026-11-22T09:00:00Z',
  costMinor: 1000,
  lowerBoundMinor: 1000,
  proven: true,
  lines: [],
  plan: [],
  unfilled: [],
  candidates,
  ...given,
});
