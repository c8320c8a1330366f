import type { Api } from '../../harness/api.js';
import type { ProductOrder } from '../ledger.js';
import type { Anomaly } from './anomaly.js';

/** Orders asked about at once: replaying is work for the service's processor, not for the checker's. */
const ASKED_AT_ONCE = 4;

interface Decision {
  readonly routingVersion: number;
  readonly replay: { readonly identical: boolean } | null;
}

/** What the routing of a run is worth as a record. */
export interface ReplayedDecisions {
  /** Decisions that were made again from their recorded input. */
  readonly replayed: number;
  readonly anomalies: readonly Anomaly[];
}

/**
 * Every routing decision of the run, made again by the service from its recorded input: each must come out byte for
 * byte as it was recorded, whatever died and was repeated around it.
 */
export async function replayDecisions(merchant: Api, orders: readonly ProductOrder[]): Promise<ReplayedDecisions> {
  const left = [...orders];
  const anomalies: Anomaly[] = [];
  let replayed = 0;
  const ask = async (): Promise<void> => {
    for (let order = left.pop(); order; order = left.pop()) {
      const { externalId: subject, id } = order;
      const { items } = await merchant.expectGet<{ items: Decision[] }>(`/v1/orders/${id}/decisions?include=replay`);
      replayed += items.length;
      const found = items.filter(({ replay }) => replay?.identical !== true).map(said);
      if (items.length === 0 && order.lines.some(({ allocations }) => allocations.length > 0))
        found.push('was routed, and no decision is recorded');
      anomalies.push(...found.map((detail): Anomaly => ({ kind: 'notReplayable', subject, detail })));
    }
  };
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, ask));
  return { replayed, anomalies };
}

const said = ({ routingVersion, replay }: Decision): string =>
  `decision ${String(routingVersion)} ${replay === null ? 'has no input' : 'comes out differently from its input'}`;
