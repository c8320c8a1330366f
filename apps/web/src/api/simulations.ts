import { http, queryString } from './http.js';
import type { Simulation } from './types.js';

const SIMULATIONS = '/v1/routing/simulations';
const at = (id: string): string => `${SIMULATIONS}/${encodeURIComponent(id)}`;

export interface SimulationRequest {
  policyId: string;
  /** Decisions made since. */
  from: string;
}

export const startSimulation = (merchantId: string, request: SimulationRequest): Promise<Simulation> =>
  http.post(SIMULATIONS + queryString({ merchantId }), request);
export const getSimulation = (id: string): Promise<Simulation> => http.get(at(id));
export const cancelSimulation = (id: string): Promise<Simulation> => http.post(`${at(id)}/cancel`);
