/** What the outside surface answers, as the pages use it. The services' OpenAPI documents are the full truth. */
export type * from './types/access.js';
export * from './types/complaints.js';
export type * from './types/desk.js';
export * from './types/opinions.js';
export * from './types/orders.js';
export type * from './types/decisions.js';
export type * from './types/insight.js';
export type * from './types/experience.js';
export type * from './types/losses.js';
export * from './types/policies.js';
export type * from './types/policy-previews.js';
export type * from './types/return-policies.js';
export * from './types/returns.js';
export type * from './types/revisions.js';
export * from './types/told.js';
export type * from './types/simulations.js';
export * from './types/supply.js';
