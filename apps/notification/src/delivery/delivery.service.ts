import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { continueCause } from '#messaging';
import { MetricsRegistry } from '#platform';
import { NotificationConfig } from '../config.js';
import { MailService } from '../mail/mail.service.js';
import { decideTelling, type TellingDecision } from '../rules/domain/decide-telling.js';
import { defaultNotificationRules, isObligatory } from '../rules/domain/notification-rules.js';
import type { ClaimedMail } from './claimed-mail.js';
import type { FailureKind } from './domain/classify-failure.js';
import { retryPauseMs } from './domain/retry-pause.js';
import { isOptional, suppressionOf } from '../suppressions/domain/suppression.js';
import { MailStatus } from './mail-status.js';
import { OutgoingMailStore } from './outgoing-mail.store.js';
import { SmtpMailer } from './smtp-mailer.js';

/** Messages at once: each holds a connection to the mail server for a moment. */
const BATCH_MAX = 20;

/**
 * Delivers messages. The promise is "at least once, and asked before repeated": the attempt is on record
 * before the server is spoken to; an attempt without a result is asked about, and only when nobody can
 * say repeated, under the same Message-ID.
 */
@Injectable()
export class DeliveryService {
  private readonly mails: Counter<'template' | 'outcome'>;

  constructor(
    private readonly store: OutgoingMailStore,
    private readonly mailer: SmtpMailer,
    private readonly status: MailStatus,
    private readonly mail: MailService,
    private readonly config: NotificationConfig,
    registry: MetricsRegistry,
  ) {
    this.mails = new Counter({
      name: 'kervan_mails_total',
      help: 'Attempts to deliver a message, by outcome',
      labelNames: ['template', 'outcome'],
      registers: [registry],
    });
  }

  /** Delivers what is due. Returns whether there may be more. */
  async deliverDue(): Promise<boolean> {
    const claimed = await this.store.claim(this.mailer.capacity(BATCH_MAX));
    const results = await Promise.allSettled(
      claimed.map((mail) => continueCause(mail.cause, `mail ${mail.template}`, () => this.deliver(mail))),
    );
    const fault = results.find((result) => result.status === 'rejected');
    if (fault) throw fault.reason;
    return claimed.length > 0;
  }

  private async deliver(mail: ClaimedMail): Promise<void> {
    if (mail.unresolved && (await this.settleUnknown(mail))) return;
    if (mail.too_old) return this.store.failed(mail, mail.status_reason ?? 'TOO_OLD', 'repeated');
    const suppression = suppressionOf(mail.suppressed_by, mail.template);
    if (suppression !== null) return this.store.skipped(mail, suppression);
    const decision = decide(mail);
    if (decision.kind === 'drop') return this.store.skipped(mail, decision.reason);
    if (decision.kind === 'wait') return this.store.waits(mail, decision.until, decision.reason);
    await this.attempt(mail);
  }

  /** Finds out about an attempt without a result. True when that settles the message for now. */
  private async settleUnknown(mail: ClaimedMail): Promise<boolean> {
    const known = await this.status.ask(mail.message_id);
    if (known === 'accepted') {
      this.mails.inc({ template: mail.template, outcome: 'confirmed' });
      await this.store.sent(mail);
      return true;
    }
    if (known !== 'unavailable') return false;
    if (mail.too_old) await this.store.failed(mail, 'OUTCOME_UNKNOWN', 'unknown');
    else await this.store.postponed(mail, this.pauseMs('unreachable', mail.attempts), 'OUTCOME_UNKNOWN', null);
    return true;
  }

  private async attempt(mail: ClaimedMail): Promise<void> {
    const rendered = this.mail.render(mail.template, mail.language, mail.facts, mail.texts);
    const begun = await this.store.beginAttempt(mail, rendered.text, capOf(mail));
    if (begun === 'capped') return this.store.skipped(mail, 'CAP_REACHED');
    if (begun === 'taken') return;
    const { message_id: messageId, merchant_id: merchantId, recipient: to, template } = mail;
    const outcome = await this.mailer.send({
      ...rendered,
      ...{ messageId, merchantId, to, canBeEnded: isOptional(template) },
    });
    this.mails.inc({ template: mail.template, outcome: outcome.kind });
    if (outcome.kind === 'accepted') return this.store.sent(mail);
    if (outcome.kind === 'refused') return this.store.failed(mail, outcome.detail, 'refused');
    const known = outcome.kind === 'unknown' ? 'unknown' : 'transient';
    return this.store.postponed(mail, this.pauseMs(outcome.kind, mail.attempts + 1), outcome.detail, known);
  }

  private pauseMs(kind: FailureKind, attempts: number): number {
    return retryPauseMs(kind, attempts, this.config.MAIL_RETRY_FIRST_MS, Math.random());
  }
}

/** By the rules that are active when it could leave. */
function decide(mail: ClaimedMail): TellingDecision {
  const { template, created_at: plannedAt, told, told_of_order: toldOfOrder, facts } = mail;
  const story = { template, plannedAt, told, toldOfOrder, country: facts.country };
  return decideTelling(mail.rules ?? defaultNotificationRules, story, new Date());
}

const capOf = ({ template, rules }: ClaimedMail): number | null =>
  isObligatory(template) ? null : (rules?.capPerOrder ?? null);
