import type { EventItem } from '../api/types.js';
import { lookOf, type Tone } from '../ui/status-look.js';

const bad = new Set([
  'order.unroutable',
  'purchase-order.expired',
  'purchase-order.cancellation-refused',
  'shipment.stalled',
  'notification.failed',
  'return.refused',
  'return.expired',
  'refund.failed',
  'complaint.breached',
  'complaint.escalated',
  'incident.opened',
]);
const waiting = new Set([
  'order.held',
  'order.cancellation-requested',
  'order.address-change-requested',
  'order.rerouted',
  'complaint.opened',
  'claim.opened',
]);
const good = new Set([
  'order.delivered',
  'shipment.delivered',
  'refund.completed',
  'claim.credited',
  'complaint.solved',
]);

/** What an event means for the order: progress, an end that went well, a wait, or trouble. */
export function eventTone({ type, data }: Pick<EventItem, 'type' | 'data'>): Tone {
  if (bad.has(type)) return 'bad';
  if (waiting.has(type)) return 'wait';
  if (good.has(type)) return 'good';
  const status = data['status'];
  if (type === 'shipment.status-changed' && typeof status === 'string') return lookOf('shipment-status', status).tone;
  if (type === 'purchase-order.acknowledged' && typeof status === 'string') return lookOf('po-status', status).tone;
  return 'active';
}
