import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CustomerPreferencesChanged } from '#contracts';
import { draft, Outbox } from '#messaging';
import { chooseLanguage, type Language } from '#platform';
import { ConsentRecords, type ConsentRecord } from '../consent-records/consent-records.service.js';
import { DeliveryService } from '../delivery/delivery.service.js';
import { maskAddress } from '../notifications/domain/mask-address.js';
import { orderNotFound } from '../push/push.errors.js';
import { changesOf, preferencesOf, type ContactFacts, type Preferences } from './domain/preferences.js';
import { PreferenceDecisions } from './preference-decisions.service.js';

/** What a token can look like; the database refuses some of what an address may hold. */
const TOKEN = /^[\x21-\x7e]{1,64}$/;

/** How the customer of an order is written to. */
export interface PreferencesView {
  readonly orderId: string;
  /** Its number, for people. */
  readonly order: string;
  readonly shop: string | null;
  /** Masked; null: there is none. */
  readonly email: string | null;
  readonly phone: string | null;
  /** Mails to the address came back: nothing goes there. */
  readonly bounced: boolean;
  /** The number's owner answered STOP: nothing goes there until the answer START. */
  readonly stopped: boolean;
  /** Browsers that show messages about the order. */
  readonly devices: number;
  /** That the order came with. */
  readonly language: Language;
  /** What can be decided, and what holds. */
  readonly preferences: Preferences;
}

/** With every word that it rests on, newest first. */
export interface RecordedPreferences extends PreferencesView {
  readonly records: readonly ConsentRecord[];
}

/** The customer of an order, as far as writing goes. */
interface OrderContact extends ContactFacts {
  readonly orderId: string;
  readonly merchantId: string;
  readonly order: string;
  readonly shop: string | null;
}
interface FactsRow extends Omit<OrderContact, 'configured' | 'orderLanguage'> {
  readonly language: string;
  readonly shopLanguage: string | null;
}

const FACTS_SQL = `
  SELECT o.order_id AS "orderId", o.merchant_id AS "merchantId", o.external_id AS "order", m.name AS shop, o.language,
         m.default_language AS "shopLanguage", lower(o.email) AS email, o.phone,
         (SELECT r.said FROM consent_records r
           WHERE r.address = coalesce(lower(o.email), o.phone) AND r.merchant_id = o.merchant_id AND r.subject = 'language'
           ORDER BY r.seq DESC LIMIT 1) AS "chosenLanguage",
         (SELECT coalesce(json_object_agg(c.channel, c.allowed), '{}') FROM contact_consents c
           WHERE c.merchant_id = o.merchant_id AND c.phone = o.phone) AS consents,
         coalesce((SELECT r.content ->> 'phoneConsent' FROM notification_rules r
                    WHERE r.merchant_id = o.merchant_id AND r.state = 'active'), 'explicit') AS "phoneConsent",
         ARRAY(SELECT s.reason FROM suppressions s
                WHERE s.address IN (lower(o.email), o.phone) AND (s.merchant_id IS NULL OR s.merchant_id = o.merchant_id)
                  AND s.template IS NULL)
           AS "suppressedBy",
         (SELECT count(*)::int FROM push_subscriptions p WHERE p.order_id = o.order_id) AS devices
    FROM known_orders o LEFT JOIN known_merchants m ON m.merchant_id = o.merchant_id
   WHERE o.order_id = $1`;

/**
 * What customers decide about being written to. Each fact has one place: a channel is in the consents, what is not
 * wanted in the suppressions, a browser in the subscriptions, and the language is the newest word on record.
 */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly records: ConsentRecords,
    private readonly decisions: PreferenceDecisions,
    private readonly delivery: DeliveryService,
  ) {}

  /** @throws orderNotFound for a token that is nobody's. */
  async ofToken(token: string): Promise<PreferencesView> {
    const { manager } = this.dataSource;
    const { orderId } = await visited(manager, token);
    return viewOf(await this.facts(manager, orderId));
  }

  /** @param merchantId null for an operator. @throws orderNotFound, also for another merchant's. */
  async ofOrder(orderId: string, merchantId: string | null): Promise<RecordedPreferences> {
    const { manager } = this.dataSource;
    const facts = await this.facts(manager, orderId);
    if (merchantId !== null && facts.merchantId !== merchantId) throw orderNotFound();
    const addresses = [facts.email, facts.phone].filter((address) => address !== null);
    return { ...viewOf(facts), records: await this.records.of(manager, facts.merchantId, addresses) };
  }

  /** Makes what is wanted hold, and puts each change on record; the same again changes nothing. @throws orderNotFound */
  async save(token: string, wanted: Preferences): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      // Shared lock: an erasure that has begun takes the token away first.
      const { orderId, person } = await visited(tx, token, 'FOR SHARE');
      // Two clicks at once are one after the other: the second finds what the first has made of it.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('preferences ' || $1, 0))`, [person]);
      const facts = await this.facts(tx, orderId);
      const changes = changesOf(preferencesOf(facts), wanted);
      if (changes.length === 0) return;
      await this.decisions.make(tx, facts, changes);
      const after = preferencesOf(await this.facts(tx, orderId));
      const said = changes.map(([subject, word]) => ({ subject, said: word }));
      const language = after.language ?? facts.orderLanguage;
      // A key of this service's own: the order service speaks of the order on the same topic.
      const at = { merchantId: facts.merchantId, key: `${orderId}/preferences` };
      await this.outbox.append(tx, [
        draft(CustomerPreferencesChanged, at, {
          ...{ orderId, language, changes: said, changedAt: new Date().toISOString() },
        }),
      ]);
    });
  }

  private async facts(tx: EntityManager, orderId: string): Promise<OrderContact> {
    const [row] = await tx.query<FactsRow[]>(FACTS_SQL, [orderId]);
    if (!row) throw orderNotFound();
    const { language, shopLanguage, ...facts } = row;
    const orderLanguage = chooseLanguage(language, shopLanguage ?? undefined);
    return { ...facts, orderLanguage, configured: this.delivery.configured };
  }
}

/** The order whose page it is, and a name for its customer. @throws orderNotFound for a token that is nobody's. */
async function visited(
  tx: EntityManager,
  token: string,
  lock: 'FOR SHARE' | '' = '',
): Promise<{ orderId: string; person: string }> {
  const rows =
    TOKEN.test(token) && token !== 'erased'
      ? await tx.query<{ orderId: string; person: string }[]>(
          `SELECT order_id AS "orderId", concat_ws(' ', merchant_id, coalesce(lower(email), phone, order_id::text)) AS person
             FROM known_orders WHERE tracking_token = $1 ${lock}`,
          [token],
        )
      : [];
  const [order] = rows;
  if (!order) throw orderNotFound();
  return order;
}

const viewOf = (facts: OrderContact): PreferencesView => ({
  ...{ orderId: facts.orderId, order: facts.order, shop: facts.shop, devices: facts.devices },
  email: facts.email && maskAddress(facts.email),
  phone: facts.phone && maskAddress(facts.phone),
  bounced: facts.suppressedBy.includes('BOUNCED'),
  stopped: facts.suppressedBy.includes('STOPPED'),
  language: facts.orderLanguage,
  preferences: preferencesOf(facts),
});
