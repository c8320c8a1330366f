import type { Api } from '../harness/api.js';

/** Mails about one order that the rules of the rehearsal allow, obligatory ones not counted. */
export const CAP_PER_ORDER = 8;
/** The shortest silence that rules know: no run lasts so long, so that the checker asks for the promise of a mail. */
export const SILENCE_MAX_HOURS = 24;

/** The merchant limits what its customers are told. */
export async function limitTelling(merchant: Api): Promise<void> {
  const content = { capPerOrder: CAP_PER_ORDER, maxSilenceHours: SILENCE_MAX_HOURS };
  const { id } = await merchant.expectPost<{ id: string }>('/v1/notification-rules', { name: 'rehearsal', content });
  await merchant.expectPost(`/v1/notification-rules/${id}/activate`, {});
}
