import { http, queryString } from './http.js';
import type { Page, Simulation, SimulationSummary } from './types.js';

const SIMULATIONS = '/v1/routing/simulations';
const at = (id: string): string => `${SIMULATIONS}/${encodeURIComponent(id)}`;

/** As many as somebody looks back at without searching. */
const RECENT_MAX = 20;

export interface SimulationRequest {
  policyId: string;
  /** Decisions made since. */
  from: string;
}

export const startSimulation = (merchantId: string, request: SimulationRequest): Promise<Simulation> =>
  http.post(SIMULATIONS + queryString({ merchantId }), request);
/** Newest first. */
export const listSimulations = (merchantId: string): Promise<Page<SimulationSummary>> =>
  http.get(SIMULATIONS, { merchantId, limit: RECENT_MAX });
export const getSimulation = (id: string): Promise<Simulation> => http.get(at(id));
export const cancelSimulation = (id: string): Promise<Simulation> => http.post(`${at(id)}/cancel`);
