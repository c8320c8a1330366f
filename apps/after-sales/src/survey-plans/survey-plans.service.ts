import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DeadlinePassed, type SurveyKind } from '#contracts';
import { draft, Outbox } from '#messaging';
import { AfterSalesConfig } from '../config.js';

const HOUR_MS = 3_600_000;

/** What somebody shall be asked about, some time after it happened. */
export interface PlannedSurvey {
  readonly merchantId: string;
  readonly orderId: string;
  readonly kind: SurveyKind;
  /** The order, complaint or return. */
  readonly subjectId: string;
}

/** Remembers to ask. Whether anybody is asked then is decided when the time has come. */
@Injectable()
export class SurveyPlans {
  constructor(
    private readonly config: AfterSalesConfig,
    private readonly outbox: Outbox,
  ) {}

  /** Planned again, it is asked once: counted from the last time. */
  async plan(tx: EntityManager, { merchantId, orderId, kind, subjectId }: PlannedSurvey): Promise<void> {
    const delayMs = this.config.SURVEY_DELAY_HOURS * HOUR_MS;
    const place = { merchantId, key: orderId, delayMs, timer: `survey-${kind} ${subjectId}` };
    await this.outbox.append(tx, [draft(DeadlinePassed, place, { orderId, deadline: `survey-${kind}`, subjectId })]);
  }
}
