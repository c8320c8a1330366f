import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import type { Channel } from '#contracts';
import { continueCause } from '#messaging';
import { MetricsRegistry } from '#platform';
import { NotificationConfig } from '../config.js';
import { MailService } from '../mail/mail.service.js';
import { chooseChannel } from '../notifications/domain/choose-channel.js';
import { decideTelling, type TellingDecision } from '../rules/domain/decide-telling.js';
import {
  channelsOf,
  defaultNotificationRules,
  isObligatory,
  type NotificationRules,
  type RuleSubject,
} from '../rules/domain/notification-rules.js';
import { isOptional } from '../suppressions/domain/suppression.js';
import type { OutgoingMessage } from './channels/channel.port.js';
import { Channels } from './channels/channels.js';
import { isToCustomer, type ClaimedMail } from './claimed-mail.js';
import type { FailureKind } from './domain/classify-failure.js';
import { Digests } from './digests.js';
import { obstacleOf } from './domain/reach.js';
import { retryPauseMs } from './domain/retry-pause.js';
import { OutgoingMailStore } from './outgoing-mail.store.js';

/** Messages at once: each holds a connection to a server for a moment. */
const BATCH_MAX = 20;

/**
 * Delivers messages over every channel. The promise is "at least once, and asked before repeated": the attempt is on
 * record before the server is spoken to; an attempt without a result is asked about, and only when nobody can
 * say repeated, under the same Message-ID.
 */
@Injectable()
export class DeliveryService {
  private readonly mails: Counter<'template' | 'outcome'>;

  constructor(
    private readonly store: OutgoingMailStore,
    private readonly channels: Channels,
    private readonly mail: MailService,
    private readonly config: NotificationConfig,
    private readonly digests: Digests,
    registry: MetricsRegistry,
  ) {
    this.mails = new Counter({
      name: 'kervan_mails_total',
      help: 'Attempts to deliver a message, by outcome',
      labelNames: ['template', 'outcome'],
      registers: [registry],
    });
  }

  /** By what this installation reaches people. */
  get configured(): readonly Channel[] {
    return this.channels.configured;
  }

  /** Delivers what is due. Returns whether there may be more. */
  async deliverDue(): Promise<boolean> {
    const claimed = await this.store.claim(this.channels.capacity(BATCH_MAX));
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
    const [channel, obstacle] = this.channelFor(mail);
    if (channel === null) return this.giveUp(mail, obstacle);
    const decision: TellingDecision = mail.test_texts ? { kind: 'tell' } : decide(mail);
    if (decision.kind === 'drop') return this.store.skipped(mail, decision.reason);
    if (decision.kind === 'wait') return this.store.waits(mail, decision.until, decision.reason);
    if (decision.kind === 'gather' && isToCustomer(mail)) return this.digests.gather(mail, decision.until);
    await this.attempt({ ...mail, channel });
  }

  /** The best channel that is left, or why there is none. */
  private channelFor(mail: ClaimedMail): [Channel, null] | [null, string] {
    const rules = rulesOf(mail);
    const terms = { configured: this.channels.configured, phoneConsent: rules.phoneConsent ?? 'explicit' };
    const wanted: readonly Channel[] = mail.test_texts ? ['email'] : channelsOf(rules, subjectOf(mail));
    const obstacles = wanted.map((channel) => obstacleOf(channel, mail.template, mail, terms));
    const reachable = wanted.filter((_channel, place) => obstacles[place] === null);
    const channel = chooseChannel(wanted, { reachable, tried: mail.tried });
    return channel === null ? [null, obstacles.find((one) => one !== null) ?? 'NO_RECIPIENT'] : [channel, null];
  }

  /** What was tried has failed; what never could leave is left out. */
  private giveUp(mail: ClaimedMail, obstacle: string): Promise<void> {
    if (mail.tried.length === 0) return this.store.skipped(mail, obstacle);
    return this.store.failed(mail, mail.status_reason ?? obstacle, 'refused');
  }

  /** Finds out about an attempt without a result. True when that settles the message for now. */
  private async settleUnknown(mail: ClaimedMail): Promise<boolean> {
    const port = this.channels.of(mail.channel);
    const message = this.messageOf(mail);
    const known = await port.ask({
      ...{ messageId: mail.message_id, to: message.to, payload: port.payloadOf(message) },
      ...{ attemptedAt: mail.attempted_at ?? mail.created_at, reported: mail.provider_status },
    });
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

  private async attempt(claimed: ClaimedMail): Promise<void> {
    const port = this.channels.of(claimed.channel);
    // Its breaker is open: later, and no attempt.
    if (port.capacity(1) === 0)
      return this.store.postponed(claimed, this.pauseMs('unreachable', claimed.attempts), 'EOPENBREAKER', null);
    const facts = await this.digests.factsOf(claimed);
    if (facts === null) return;
    const mail = { ...claimed, facts };
    const message = this.messageOf(mail);
    const begun = await this.store.beginAttempt(mail, port.payloadOf(message), capOf(mail));
    if (begun === 'capped') return this.store.skipped(mail, 'CAP_REACHED');
    if (begun === 'taken') return;
    const outcome = await port.send(message);
    this.mails.inc({ template: mail.template, outcome: outcome.kind });
    if (outcome.kind === 'accepted') return this.store.sent(mail, outcome.providerId);
    if (outcome.kind === 'refused') return this.refused(mail, outcome.detail);
    const known = outcome.kind === 'unknown' ? 'unknown' : 'transient';
    const pauseMs = Math.max(this.pauseMs(outcome.kind, mail.attempts + 1), outcome.retryAfterMs ?? 0);
    return this.store.postponed(mail, pauseMs, outcome.detail, known);
  }

  /** The next channel is tried, if there is one. */
  private refused(mail: ClaimedMail, detail: string): Promise<void> {
    const [next] = this.channelFor({ ...mail, tried: [...mail.tried, mail.channel] });
    return next === null ? this.store.failed(mail, detail, 'refused') : this.store.refusedBy(mail, detail);
  }

  private messageOf(mail: ClaimedMail): OutgoingMessage {
    const { template, language, facts } = mail;
    const token = facts.trackingToken;
    const rendered = this.mail.render(template, language, facts, mail.test_texts ?? mail.texts);
    return {
      ...rendered,
      subject: mail.test_texts ? `[Test] ${rendered.subject}` : rendered.subject,
      ...{ template, language, messageId: mail.message_id, merchantId: mail.merchant_id },
      to: addressOf(mail) ?? '',
      orderNumber: facts.orderNumber,
      link: token === null ? null : `${this.config.PUBLIC_URL.replace(/\/$/, '')}/track/${token}`,
      canBeEnded: isOptional(template) && !mail.test_texts,
    };
  }

  private pauseMs(kind: FailureKind, attempts: number): number {
    return retryPauseMs(kind, attempts, this.config.MAIL_RETRY_FIRST_MS, Math.random());
  }
}

/** Of the channel that it goes by. */
function addressOf({ channel, recipient, phone, order_id: orderId }: ClaimedMail): string | null {
  if (channel === 'push') return orderId;
  return channel === 'email' ? recipient : phone;
}

const rulesOf = ({ rules }: ClaimedMail): NotificationRules => rules ?? defaultNotificationRules;

const subjectOf = ({ template, facts, language, order_facts: order }: ClaimedMail): RuleSubject => ({
  ...{ template, country: facts.country, language, order },
});

/** By the rules that are active when it could leave. */
function decide(mail: ClaimedMail): TellingDecision {
  const { created_at: plannedAt, told, told_of_order: toldOfOrder, claimed_at: now } = mail;
  const { silence_ends_at: silenceEndsAt, news_leaves: newsLeaves } = mail;
  // What was tried by itself may have arrived: it goes into no digest any more.
  const parcel = mail.attempts === 0 ? mail.facts.parcel : null;
  const story = { plannedAt, told, toldOfOrder, silenceEndsAt, newsLeaves, parcel };
  return decideTelling(rulesOf(mail), { ...subjectOf(mail), ...story }, now);
}

const capOf = ({ audience, template, rules, test_texts: texts }: ClaimedMail): number | null =>
  audience !== 'customer' || isObligatory(template) || texts ? null : (rules?.capPerOrder ?? null);
