import { http } from './http.js';
import type { Address, EventItem, NotificationItem, Order, Page, RoutingDecision } from './types.js';

export interface OrderFilter {
  /** For an operator; every other key sees its own merchant's. */
  merchantId?: string | undefined;
  status?: string | undefined;
  q?: string | undefined;
  after?: string | undefined;
  limit?: number;
}

/** Reasons a person may give for a cancellation; the others are given by services. */
export const cancelReasons = ['REQUESTED_BY_CUSTOMER', 'REQUESTED_BY_MERCHANT', 'OTHER'] as const;
export type CancelReason = (typeof cancelReasons)[number];

const at = (id: string): string => `/v1/orders/${encodeURIComponent(id)}`;

export const listOrders = (filter: OrderFilter): Promise<Page<Order>> => http.get('/v1/orders', { ...filter });
export const getOrder = (id: string): Promise<Order> => http.get(at(id));
export const getTimeline = (id: string): Promise<{ items: EventItem[] }> => http.get(`${at(id)}/timeline`);
export const listNotifications = (orderId: string): Promise<Page<NotificationItem>> =>
  http.get('/v1/notifications', { orderId });
export const cancelOrder = (id: string, reason: CancelReason): Promise<unknown> =>
  http.post(`${at(id)}/cancel`, { reason });
/** An order that is held for its address is released with a complete one. */
export const releaseOrder = (id: string, shippingAddress?: Address): Promise<unknown> =>
  http.post(`${at(id)}/release`, shippingAddress === undefined ? {} : { shippingAddress });
export const rerouteOrder = (id: string): Promise<unknown> => http.post(`${at(id)}/reroute`);

type DecisionItem = RoutingDecision | { decision: RoutingDecision };

/** The routing decisions of an order, the newest first. */
export async function listDecisions(id: string): Promise<RoutingDecision[]> {
  const { items } = await http.get<{ items: DecisionItem[] }>(`${at(id)}/decisions`);
  return items
    .map((item) => ('decision' in item ? item.decision : item))
    .sort((a, b) => b.routingVersion - a.routingVersion);
}
