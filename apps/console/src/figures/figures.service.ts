import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Peers, serviceNames, type Answer, type ServiceName } from '../peers/peers.service.js';
import { closedStages, openStages, type AttentionKind, type Stage } from './domain/order-progress.js';

export interface StageFigure {
  readonly stage: Stage;
  readonly orders: number;
  /** Null when nothing is there, or when the stage is an end. */
  readonly oldest: { readonly orderId: string; readonly externalId: string | null; readonly since: Date } | null;
}

export interface NeedsPerson {
  readonly orderId: string;
  readonly externalId: string | null;
  readonly merchantId: string;
  readonly kind: AttentionKind;
  readonly reasonCode: string;
  readonly nextAction: string;
  readonly since: Date;
  readonly totalMinor: number | null;
  readonly currency: string | null;
  readonly placedAt: Date | null;
}

export interface ServiceHealth {
  readonly service: ServiceName;
  readonly status: 'ready' | 'not_ready' | 'down';
  readonly latencyMs: number;
  readonly detail: string | null;
}

export interface ParkedFigure {
  readonly service: ServiceName;
  readonly waiting: number;
  readonly dead: number;
  /** There are more than were counted. */
  readonly more: boolean;
}

/** Events whose pace the page shows, one per step of the flow. */
export const pacedTypes = [
  'order.placed',
  'order.routed',
  'purchase-order.sent',
  'purchase-order.acknowledged',
  'order.shipped',
  'order.delivered',
] as const;

/** Orders that need a person, on one page. Whoever has more needs another kind of help. */
const NEEDS_PERSON_MAX = 50;
/** Parked messages counted per service and state: one page of what the services offer. */
const PARKED_COUNT_MAX = 200;

@Injectable()
export class FiguresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly peers: Peers,
  ) {}

  /** Orders per stage, of one merchant or of all. */
  async stages(merchantId: string | null): Promise<StageFigure[]> {
    const rows = await this.dataSource.query<StageRow[]>(stagesSql(merchantId), [
      [...openStages],
      [...closedStages],
      ...own(merchantId),
    ]);
    const byStage = new Map(rows.map((row) => [row.stage, row]));
    return [...openStages, ...closedStages].map((stage) => figureOf(stage, byStage.get(stage)));
  }

  /** Events of the last minute, by type. */
  async lastMinute(merchantId: string | null): Promise<Record<string, number>> {
    const rows = await this.dataSource.query<{ type: string; count: string }[]>(
      `SELECT type, count(*) FROM events
       WHERE recorded_at > now() - interval '1 minute' AND type = ANY($1) ${merchantId === null ? '' : 'AND merchant_id = $2'}
       GROUP BY type`,
      [[...pacedTypes], ...own(merchantId)],
    );
    const counts = new Map(rows.map(({ type, count }) => [type, Number(count)]));
    return Object.fromEntries(pacedTypes.map((type) => [type, counts.get(type) ?? 0]));
  }

  /** Money at risk times lateness, worst first. */
  async needsPerson(merchantId: string | null): Promise<{ total: number; items: NeedsPerson[] }> {
    const scope = `attention IS NOT NULL ${merchantId === null ? '' : 'AND merchant_id = $1'}`;
    const [items, [count]] = await Promise.all([
      this.dataSource.query<NeedsPersonRow[]>(
        `SELECT order_id AS "orderId", external_id AS "externalId", merchant_id AS "merchantId", attention AS kind,
                attention_reason AS "reasonCode", attention_next_action AS "nextAction", attention_since AS since,
                total_minor AS "totalMinor", currency, placed_at AS "placedAt"
         FROM order_progress WHERE ${scope}
         ORDER BY coalesce(total_minor, 0) * extract(epoch FROM now() - attention_since) DESC, order_id
         LIMIT ${NEEDS_PERSON_MAX}`,
        own(merchantId),
      ),
      this.dataSource.query<{ count: string }[]>(`SELECT count(*) FROM order_progress WHERE ${scope}`, own(merchantId)),
    ]);
    return { total: Number(count?.count ?? 0), items: items.map(withNumbers) };
  }

  async services(): Promise<ServiceHealth[]> {
    return (await this.peers.askAll(serviceNames, { path: '/health/ready' })).map(healthOf);
  }

  /** Counts with the asking operator's own key: a service that refuses or is down counts nothing. */
  async parked(authorization: string): Promise<ParkedFigure[]> {
    return Promise.all(
      serviceNames.map(async (service) => {
        const [waiting, dead] = await Promise.all(
          (['waiting', 'dead'] as const).map((state) => this.countParked(service, state, authorization)),
        );
        const more = waiting?.more === true || dead?.more === true;
        return { service, waiting: waiting?.count ?? 0, dead: dead?.count ?? 0, more };
      }),
    );
  }

  private async countParked(
    service: ServiceName,
    state: string,
    authorization: string,
  ): Promise<{ count: number; more: boolean }> {
    const path = `${this.peers.parkedPathOf(service)}?state=${state}&limit=${PARKED_COUNT_MAX}`;
    const { body } = await this.peers.ask(service, { path, authorization });
    const { items, next } = (body ?? {}) as { items?: unknown[]; next?: unknown };
    return { count: items?.length ?? 0, more: typeof next === 'string' };
  }
}

interface StageRow {
  readonly stage: Stage;
  readonly orders: string;
  readonly order_id: string | null;
  readonly external_id: string | null;
  readonly stage_since: Date | null;
}

type NeedsPersonRow = Omit<NeedsPerson, 'totalMinor'> & { readonly totalMinor: string | null };

const own = (merchantId: string | null): string[] => (merchantId === null ? [] : [merchantId]);

/** Open stages are counted whole; ends only of the last day, or the count would grow for ever. */
function stagesSql(merchantId: string | null): string {
  const scope = merchantId === null ? '' : 'AND p.merchant_id = $3';
  return `
    SELECT s.stage, counted.orders, oldest.order_id, oldest.external_id, oldest.stage_since
    FROM unnest($1::text[]) AS s(stage)
    CROSS JOIN LATERAL (SELECT count(*) AS orders FROM order_progress p WHERE p.stage = s.stage ${scope}) AS counted
    LEFT JOIN LATERAL (
      SELECT p.order_id, p.external_id, p.stage_since FROM order_progress p WHERE p.stage = s.stage ${scope}
      ORDER BY p.stage_since LIMIT 1) AS oldest ON true
    UNION ALL
    SELECT s.stage, counted.orders, NULL, NULL, NULL
    FROM unnest($2::text[]) AS s(stage)
    CROSS JOIN LATERAL (
      SELECT count(*) AS orders FROM order_progress p
      WHERE p.stage = s.stage AND p.stage_since > now() - interval '1 day' ${scope}) AS counted`;
}

function figureOf(stage: Stage, row: StageRow | undefined): StageFigure {
  const oldest =
    row?.order_id != null && row.stage_since !== null
      ? { orderId: row.order_id, externalId: row.external_id, since: row.stage_since }
      : null;
  return { stage, orders: Number(row?.orders ?? 0), oldest };
}

const withNumbers = (row: NeedsPersonRow): NeedsPerson => ({
  ...row,
  totalMinor: row.totalMinor === null ? null : Number(row.totalMinor),
});

function healthOf({ service, status, body, detail, latencyMs }: Answer): ServiceHealth {
  if (status === 0) return { service, status: 'down', latencyMs, detail };
  if (status === 200) return { service, status: 'ready', latencyMs, detail: null };
  const { checks } = (body ?? {}) as { checks?: Record<string, string> };
  const down = Object.entries(checks ?? {}).flatMap(([name, state]) => (state === 'down' ? [name] : []));
  return { service, status: 'not_ready', latencyMs, detail: down.length > 0 ? `down: ${down.join(', ')}` : null };
}
