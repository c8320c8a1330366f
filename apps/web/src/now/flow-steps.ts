import type { Figures } from '../api/types.js';

/** The steps of an order's way, from left to right. */
export const flowSteps = ['placed', 'routed', 'sent', 'acknowledged', 'shipped', 'delivered'] as const;
export type FlowStepName = (typeof flowSteps)[number];

export interface FlowStep {
  name: FlowStepName;
  /** Orders that stand at this step; for the last, those that ended here in 24 hours. */
  orders: number;
  lastMinute: number;
  oldest: { orderId: string; externalId: string; since: string } | null;
  /** After this many seconds at the step somebody should look; null where waiting is normal. */
  lateAfterSeconds: number | null;
}

const MINUTE = 60;
const DAY = 86_400;

/** Stages counted together at a step, the event that enters it, and how long standing there is normal. */
const sources: Record<FlowStepName, { stages: string[]; event: string; lateAfterSeconds: number | null }> = {
  placed: { stages: ['placed'], event: 'order.placed', lateAfterSeconds: MINUTE },
  routed: { stages: ['routed'], event: 'order.routed', lateAfterSeconds: 5 * MINUTE },
  sent: { stages: ['sent'], event: 'purchase-order.sent', lateAfterSeconds: 60 * MINUTE },
  acknowledged: {
    stages: ['acknowledged', 'partly_shipped'],
    event: 'purchase-order.acknowledged',
    lateAfterSeconds: 3 * DAY,
  },
  shipped: { stages: ['shipped'], event: 'order.shipped', lateAfterSeconds: 10 * DAY },
  delivered: { stages: ['delivered'], event: 'order.delivered', lateAfterSeconds: null },
};

/** The figures as steps of a way. */
export function flowOf(figures: Pick<Figures, 'stages' | 'lastMinute'>): FlowStep[] {
  return flowSteps.map((name) => {
    const { stages, event, lateAfterSeconds } = sources[name];
    const here = figures.stages.filter(({ stage }) => stages.includes(stage));
    const oldest = here
      .flatMap((stage) => (stage.oldest ? [stage.oldest] : []))
      .sort((a, b) => Date.parse(a.since) - Date.parse(b.since))[0];
    return {
      name,
      orders: here.reduce((sum, { orders }) => sum + orders, 0),
      lastMinute: figures.lastMinute[event] ?? 0,
      oldest: name === 'delivered' ? null : (oldest ?? null),
      lateAfterSeconds,
    };
  });
}

export const ordersAt = (figures: Pick<Figures, 'stages'>, stage: string): number =>
  figures.stages.find((one) => one.stage === stage)?.orders ?? 0;
