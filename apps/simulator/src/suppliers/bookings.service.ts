import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AgendaService } from '../agenda/agenda.service.js';
import { WorldService } from '../world/world.service.js';
import { Booking } from './booking.entity.js';
import { answerLines, planAnswer, type AnswerPlan } from './domain/answer-plan.js';
import type { ReceivedPurchaseOrder } from './domain/purchase-order.js';
import { SupplierDelivery, type DeliveryOutcome } from './supplier-delivery.entity.js';

/** How a purchase order reached a supplier. */
export interface Arrival {
  supplierCode: string;
  channel: 'webhook' | 'api';
  messageId: string;
  messageType: string | null;
}

export const ACKNOWLEDGE = 'supplier.acknowledge';

/** The books of the simulated suppliers. */
@Injectable()
export class BookingsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
  ) {}

  /** Books a purchase order once; what is done with it is planned at the same moment. */
  async receive(arrival: Arrival, order: ReceivedPurchaseOrder): Promise<DeliveryOutcome> {
    const plan = planAnswer(this.world.seed, this.world.rates, order.id);
    return this.dataSource.transaction(async (tx) => {
      const outcome = await this.outcomeOf(tx, arrival, order, plan);
      await this.note(tx, arrival, outcome, order.id);
      return outcome;
    });
  }

  /** Purchase orders that the supplier has in its books already. */
  async known(purchaseOrderIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      'select purchase_order_id as id from bookings where purchase_order_id = any($1::uuid[])',
      [purchaseOrderIds],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** A cancellation: what was not shipped yet stays here, and its units lie on the shelf again. */
  async cancel(arrival: Arrival, purchaseOrderId: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await this.note(tx, arrival, 'cancelled', purchaseOrderId);
      const booking = await tx.findOne(Booking, { where: { purchaseOrderId }, lock: { mode: 'pessimistic_write' } });
      if (booking === null || !['booked', 'acknowledged'].includes(booking.state)) return;
      await tx.update(Booking, { purchaseOrderId }, { state: 'cancelled' });
      await this.takeFromShelf(tx, booking, -1);
    });
  }

  /**
   * Takes a booking in hand: the parcel is packed, or its label is written anew, never both at once. Held until what is
   * recorded of it lays it down.
   * @returns null when somebody else has it in hand.
   */
  async takeInHand(purchaseOrderId: string, what: 'shipping' | 'address'): Promise<Booking | null> {
    const { manager } = this.dataSource;
    const { affected } = await manager
      .createQueryBuilder()
      .update(Booking)
      .set({ inHand: what })
      .where('purchase_order_id = :purchaseOrderId and (in_hand is null or in_hand = :what)', { purchaseOrderId, what })
      .execute();
    return affected === 0 ? null : manager.findOneBy(Booking, { purchaseOrderId });
  }

  /** Remembers a delivery that changes nothing in the books. */
  async note(
    tx: EntityManager,
    arrival: Arrival,
    outcome: DeliveryOutcome,
    purchaseOrderId: string | null,
  ): Promise<void> {
    await tx.insert(SupplierDelivery, { ...arrival, outcome, purchaseOrderId, receivedAt: new Date() });
  }

  noteAlone(arrival: Arrival, outcome: DeliveryOutcome): Promise<void> {
    return this.note(this.dataSource.manager, arrival, outcome, null);
  }

  /** Units that the plan will accept leave the shelf (or, with −1, come back). */
  async takeFromShelf(tx: EntityManager, booking: Pick<Booking, 'supplierCode' | 'lines' | 'plan'>, sign: 1 | -1) {
    if (booking.plan.answer === 'silent') return;
    const accepted = new Map(answerLines(booking.plan, booking.lines, null).map((line) => [line.lineId, line]));
    for (const line of [...booking.lines].sort((one, other) => one.supplierSku.localeCompare(other.supplierSku))) {
      await tx.query(
        'update stock_levels set quantity = quantity - $3 where supplier_code = $1 and supplier_sku = $2',
        [booking.supplierCode, line.supplierSku, sign * (accepted.get(line.lineId)?.acceptedQuantity ?? 0)],
      );
    }
  }

  private async outcomeOf(
    tx: EntityManager,
    arrival: Arrival,
    order: ReceivedPurchaseOrder,
    plan: AnswerPlan,
  ): Promise<DeliveryOutcome> {
    const refusable = arrival.channel === 'webhook';
    if (refusable && plan.refuses === 'before_booking' && (await this.isFirstDelivery(tx, order.id))) {
      return 'answered_500';
    }
    if (!(await this.book(tx, arrival.supplierCode, order, plan))) return 'duplicate';
    return refusable && plan.refuses === 'after_booking' ? 'booked_then_500' : 'booked';
  }

  private async isFirstDelivery(tx: EntityManager, purchaseOrderId: string): Promise<boolean> {
    return !(await tx.existsBy(SupplierDelivery, { purchaseOrderId }));
  }

  private async book(
    tx: EntityManager,
    supplierCode: string,
    order: ReceivedPurchaseOrder,
    plan: AnswerPlan,
  ): Promise<boolean> {
    const now = Date.now();
    const acknowledgeAt = new Date(now + this.world.lifeMs(plan.acknowledgeAfterHours));
    const booking = {
      ...{ purchaseOrderId: order.id, supplierCode, number: order.number, orderId: order.orderId },
      ...{ city: order.shipTo.city, shipTo: order.shipTo, inHand: null },
      ...{ lines: order.lines, plan, answered: null, problem: null, bookedAt: new Date(now), acknowledgeAt },
      shipAt: new Date(acknowledgeAt.getTime() + this.world.lifeMs(plan.shipAfterHours)),
      state: plan.answer === 'silent' ? ('silent' as const) : ('booked' as const),
    };
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(Booking)
      .values(booking)
      .orIgnore()
      .returning('number')
      .execute();
    if ((inserted.raw as unknown[]).length === 0) return false;
    await this.takeFromShelf(tx, booking, 1);
    if (booking.state === 'booked') await this.agenda.schedule(tx, ACKNOWLEDGE, order.id, acknowledgeAt);
    return true;
  }
}
