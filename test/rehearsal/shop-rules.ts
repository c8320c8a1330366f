import type { Api } from '../harness/api.js';

/** Mails about one order that the rules of the rehearsal allow, obligatory ones not counted. */
export const CAP_PER_ORDER = 8;
/** The shortest silence that rules know: no run lasts so long, so that the checker asks for the promise of a mail. */
export const SILENCE_MAX_HOURS = 24;

/** What goes to the browser of a customer who allowed it; the mails with links that people answer stay mails. */
const byPush = ['order-shipped', 'out-for-delivery', 'delivered'];

/** The merchant limits what its customers are told, and tells some of it by push. */
export async function limitTelling(merchant: Api): Promise<void> {
  const rules = byPush.map((template) => ({ template, channels: ['push', 'email'] }));
  const content = { capPerOrder: CAP_PER_ORDER, maxSilenceHours: SILENCE_MAX_HOURS, rules };
  const { id } = await merchant.expectPost<{ id: string }>('/v1/notification-rules', { name: 'rehearsal', content });
  await merchant.expectPost(`/v1/notification-rules/${id}/activate`, {});
}
