import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ServiceConfig } from '../config/service-config.js';
import { PollingWorker } from '../worker/polling-worker.js';
import type { PersonalData } from './personal-data.js';
import { PersonalDataService } from './personal-data.service.js';
import { sweepRows } from './personal-tables.js';

/** Pause between two sweeps, milliseconds: what goes is weeks old. */
const SWEEP_EVERY_MS = 3_600_000;
/** Erasures that are looked at again: longer than any message is on its way that was sent before. */
const REPEAT_HOURS = 48;

/**
 * What the erasure of an order can have missed: rows of a handler that had not committed yet, and messages that were
 * parked since. Looking again finds nothing nearly always.
 */
const RECENTLY_ERASED_SQL = `
  SELECT key FROM erased_keys WHERE erased_at > now() - make_interval(hours => $1)
  UNION SELECT p.key FROM parked_messages p JOIN erased_keys e ON e.key = p.key WHERE p.first_parked_at > e.erased_at`;

/** Lets personal data go that were kept long enough, kind by kind, each hour. */
@Injectable()
export class RetentionWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker = new PollingWorker({
    name: 'personal-data-retention',
    intervalMs: SWEEP_EVERY_MS,
    run: () => this.sweep(),
  });

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: ServiceConfig,
    private readonly data: PersonalData,
    private readonly personalData: PersonalDataService,
  ) {}

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.worker.stop();
  }

  /** @returns false: everything that was due is gone. */
  async sweep(): Promise<boolean> {
    for (const table of this.data.tables)
      if (table.retention)
        await sweepRows(this.dataSource, table, table.retention, this.daysOf(table.retention.setting));
    const erased = await this.dataSource.query<{ key: string }[]>(RECENTLY_ERASED_SQL, [REPEAT_HOURS]);
    if (erased.length > 0)
      await this.dataSource.transaction((tx) =>
        this.personalData.eraseOrders(
          tx,
          erased.map(({ key }) => key),
        ),
      );
    return false;
  }

  private daysOf(setting: string): number {
    const days = (this.config as unknown as Record<string, unknown>)[setting];
    if (typeof days !== 'number') throw new TypeError(`${setting} is no setting of this service`);
    return days;
  }
}
