import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { AgendaService } from '../agenda/agenda.service.js';
import { Checkpoint } from '../carriers/checkpoint.entity.js';
import { Parcel } from '../carriers/parcel.entity.js';
import { CustomerCases } from '../customers/customer-cases.service.js';
import { Deed } from '../deeds/deed.entity.js';
import { Mail } from '../mailbox/mail.entity.js';
import { StoreRefund } from '../refunds/store-refund.entity.js';
import { SetupService } from '../setup/setup.service.js';
import { StoreOrder } from '../store/store-order.entity.js';
import { StoreService } from '../store/store.service.js';
import { AskedAddress } from '../suppliers/asked-address.entity.js';
import { Booking } from '../suppliers/booking.entity.js';
import { FeedUpload } from '../suppliers/feed-upload.entity.js';
import { StockLevel } from '../suppliers/stock-level.entity.js';
import { SupplierDelivery } from '../suppliers/supplier-delivery.entity.js';
import { WorldService } from '../world/world.service.js';

/** What outsiders saw and did, one list per kind, each in the order of a lasting key. */
const books = {
  orders: (db: EntityManager) => db.find(StoreOrder, { order: { number: 'ASC' } }),
  deliveries: (db: EntityManager) => db.find(SupplierDelivery, { order: { id: 'ASC' } }),
  bookings: (db: EntityManager) => db.find(Booking, { order: { bookedAt: 'ASC', purchaseOrderId: 'ASC' } }),
  parcels: (db: EntityManager) => db.find(Parcel, { order: { handedOverAt: 'ASC', trackingNumber: 'ASC' } }),
  checkpoints: (db: EntityManager) => db.find(Checkpoint, { order: { tellAt: 'ASC', eventId: 'ASC' } }),
  feeds: (db: EntityManager) => db.find(FeedUpload, { order: { id: 'ASC' } }),
  stock: (db: EntityManager) => db.find(StockLevel, { order: { supplierCode: 'ASC', supplierSku: 'ASC' } }),
  refunds: (db: EntityManager) => db.find(StoreRefund, { order: { refundedAt: 'ASC', key: 'ASC' } }),
  deeds: (db: EntityManager) => db.find(Deed, { order: { begunAt: 'ASC', key: 'ASC' } }),
  addressQuestions: (db: EntityManager) =>
    db.find(AskedAddress, { order: { purchaseOrderId: 'ASC', changeId: 'ASC' } }),
  pushes: readPushes,
  mails: readMails,
};

export type LedgerPart = keyof typeof books;
export const ledgerParts = Object.keys(books) as LedgerPart[];

/** Shows checkers the outsiders' books, and people the state of the simulated world. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly setup: SetupService,
    private readonly store: StoreService,
    private readonly customers: CustomerCases,
  ) {}

  async read(parts: readonly LedgerPart[]): Promise<Record<string, unknown>> {
    const entries = await Promise.all(
      parts.map(async (part) => [part, await books[part](this.dataSource.manager)] as const),
    );
    return { seed: this.world.seed, ...Object.fromEntries(entries) };
  }

  async state(): Promise<object> {
    const count = (entity: EntityTarget<ObjectLiteral>): Promise<number> => this.dataSource.manager.count(entity);
    const [orders, bookings, parcels, mails] = await Promise.all([StoreOrder, Booking, Parcel, Mail].map(count));
    return {
      ...{ seed: this.world.seed, rates: this.world.rates, setUp: this.setup.state(), store: await this.store.state() },
      counts: { orders, bookings, parcels, mails },
      ordersByState: await this.countBy('store_orders'),
      bookingsByState: await this.countBy('bookings'),
      waiting: await this.agenda.waiting(),
      /** What outsiders still mean to do about orders that came. */
      crowd: await this.customers.underWay(),
    };
  }

  private async countBy(table: 'store_orders' | 'bookings'): Promise<Record<string, number>> {
    const rows = await this.dataSource.query<{ state: string; count: number }[]>(
      `select state, count(*)::int as count from ${table} group by state order by state`,
    );
    return Object.fromEntries(rows.map((row) => [row.state, row.count]));
  }
}

/** Without their bodies but for a fingerprint, with Kervan's own headers: enough to tell copies and to join with notifications. */
async function readMails(db: EntityManager): Promise<object[]> {
  const mails = await db
    .createQueryBuilder(Mail, 'mail')
    .select(['mail.id', 'mail.messageId', 'mail.recipients', 'mail.subject', 'mail.sentAt', 'mail.headers'])
    .addSelect('md5(mail.text)', 'fingerprint')
    .orderBy('mail.id')
    .getRawAndEntities<{ fingerprint: string | null }>();
  return mails.entities.map(({ id, messageId, recipients, subject, sentAt, headers }, at) => ({
    ...{ id, messageId, to: recipients, subject, date: sentAt, fingerprint: mails.raw[at]?.fingerprint ?? null },
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-kervan-'))),
  }));
}

/** Each browser, with every call at its push service. */
function readPushes(db: EntityManager): Promise<object[]> {
  return db.query(
    `select b.id as "browserId", b.fate, coalesce(
       (select json_agg(json_build_object('topic', c.topic, 'answer', c.answer, 'taken', c.taken, 'at', c.at) order by c.at)
          from push_calls c where c.browser_id = b.id), '[]') as calls
       from browsers b order by b.id`,
  );
}
