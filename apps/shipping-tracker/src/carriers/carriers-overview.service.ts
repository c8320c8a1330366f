import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { settingsByCarrier } from '../carrier-settings.js';
import { ShippingTrackerConfig } from '../config.js';
import { openStatus } from '../shipments/domain/open-status.js';
import { CarrierBudgets, type Budget, type Spent } from './carrier-budgets.js';
import { connectionsOf } from './carrier-connections.js';
import { RefusalsService, type Refusal } from './refusals.service.js';

/** How it stands with a carrier. */
export interface CarrierResponseDto {
  readonly carrier: string;
  /** Whether it reports by itself, is asked, or both. */
  readonly tells: ('webhook' | 'poll')[];
  /** Null for a carrier that is not asked. */
  readonly polling: PollingDto | null;
  /** What it said in vain, the most recent first. */
  readonly refusals: readonly Refusal[];
}

interface PollingDto {
  readonly format: string;
  readonly budget: Budget;
  readonly spent: Spent;
  /** Since when the oldest question waits for its turn; null when nothing waits. */
  readonly oldestDueAt: string | null;
}

/** What an operator sees of the carriers. */
@Injectable()
export class CarriersOverviewService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly budgets: CarrierBudgets,
    private readonly refusals: RefusalsService,
    private readonly config: ShippingTrackerConfig,
  ) {}

  async list(): Promise<CarrierResponseDto[]> {
    const formats = new Map(connectionsOf(this.config).map(({ carrier, format }) => [carrier, format.carrier]));
    const pushing = new Set(settingsByCarrier(this.config.CARRIER_WEBHOOK_SECRETS).keys());
    const [spent, refusals, due] = await Promise.all([
      this.budgets.spent(),
      this.refusals.all(),
      this.oldestDue([...formats.keys()]),
    ]);
    return [...new Set([...formats.keys(), ...pushing])].sort().map((carrier) => {
      const format = formats.get(carrier);
      return {
        carrier,
        tells: [...(pushing.has(carrier) ? ['webhook' as const] : []), ...(format ? ['poll' as const] : [])],
        polling: format
          ? {
              format,
              budget: this.budgets.of(carrier),
              spent: spent.get(carrier) ?? { today: 0, pausedSeconds: 0 },
              oldestDueAt: due.get(carrier)?.toISOString() ?? null,
            }
          : null,
        refusals: refusals.get(carrier) ?? [],
      };
    });
  }

  /** One step into the index per carrier, however many parcels are open. */
  private async oldestDue(carriers: readonly string[]): Promise<Map<string, Date>> {
    const rows: { carrier: string; next_poll_at: Date }[] = await this.dataSource.query(
      `SELECT code AS carrier, due.next_poll_at FROM unnest($1::text[]) AS code
         CROSS JOIN LATERAL (SELECT next_poll_at FROM shipments
           WHERE carrier = code AND ${openStatus} AND next_poll_at <= now() ORDER BY next_poll_at LIMIT 1) AS due`,
      [carriers],
    );
    return new Map(rows.map((row) => [row.carrier, row.next_poll_at]));
  }
}
