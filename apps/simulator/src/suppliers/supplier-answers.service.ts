import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { CarriersService, type HandedOverParcel } from '../carriers/carriers.service.js';
import { bestAnswer, problemCode, readAnswer, type ProductAnswer } from '../product/domain/answer.js';
import { ProductService } from '../product/product.service.js';
import { supplierRole } from '../world/domain/cast.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { Booking } from './booking.entity.js';
import { ACKNOWLEDGE, BookingsService } from './bookings.service.js';
import { answerLines, packParcels } from './domain/answer-plan.js';
import { SupplierAccount } from './supplier-account.entity.js';

const SHIP = 'supplier.ship';

/** What suppliers tell the product: acknowledgements, then ship notices. Each under one lasting reference. */
@Injectable()
export class SupplierAnswersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly product: ProductService,
    private readonly agenda: AgendaService,
    private readonly bookings: BookingsService,
    private readonly carriers: CarriersService,
  ) {
    agenda.handle(ACKNOWLEDGE, { run: (task) => this.acknowledge(task) });
    agenda.handle(SHIP, { run: (task) => this.ship(task) });
  }

  private async acknowledge({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const booking = await this.dataSource.manager.findOneBy(Booking, { purchaseOrderId: key });
    if (booking?.state !== 'booked') return { kind: 'done' };
    const lines = answerLines(booking.plan, booking.lines, booking.shipAt.toISOString());
    const answer = await this.tell(booking, 'acknowledgements', { reference: `ACK-${key}`, lines }, attempts);
    return this.outcome(booking, answer, attempts, async (tx) => {
      const state = booking.plan.answer === 'reject_all' ? 'rejected' : 'acknowledged';
      await tx.update(Booking, { purchaseOrderId: key, state: 'booked' }, { state, answered: lines });
      if (state === 'acknowledged') await this.agenda.schedule(tx, SHIP, key, booking.shipAt);
    });
  }

  private async ship({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const known = await this.dataSource.manager.findOneBy(Booking, { purchaseOrderId: key });
    if (known?.state !== 'acknowledged') return { kind: 'done' };
    const booking = await this.bookings.takeInHand(key, 'shipping');
    if (booking === null) return { kind: 'again', problem: 'its label is being written' };
    const parcels = this.parcelsOf(booking);
    const notice = {
      reference: `SHIP-${key}`,
      parcels: parcels.map(({ carrier, trackingNumber, lines }) => ({
        ...{ carrier, trackingNumber, lines },
        shippedAt: booking.shipAt.toISOString(),
      })),
    };
    const answer = await this.tell(booking, 'ship-notices', notice, attempts);
    return this.outcome(booking, answer, attempts, async (tx) => {
      await tx.update(Booking, { purchaseOrderId: key }, { state: 'shipped' });
      await this.carriers.takeOver(tx, parcels);
    });
  }

  /** Carrier and number follow from the purchase order, so that a repeated notice names the same parcels. */
  private parcelsOf(booking: Booking): HandedOverParcel[] {
    const { purchaseOrderId, supplierCode } = booking;
    const role = supplierRole(supplierCode);
    const packed = packParcels(booking.plan, booking.answered ?? []);
    return packed.map(({ lines }, index) => {
      const carrier = Rng.of(this.world.seed, 'carrier', purchaseOrderId, index).pick(role?.carriers ?? ['ups']);
      const trackingNumber = this.carriers.trackingNumber(carrier, purchaseOrderId, index);
      const { city: to, shipTo } = booking;
      return { carrier, trackingNumber, purchaseOrderId, lines, from: role?.city ?? '', to, shipTo };
    });
  }

  /** Says it once, or twice at the same moment by a supplier that double-clicks. */
  private async tell(booking: Booking, what: string, json: object, attempts: number): Promise<ProductAnswer> {
    const account = await this.dataSource.manager.findOneByOrFail(SupplierAccount, { code: booking.supplierCode });
    const path = `/v1/purchase-orders/${booking.purchaseOrderId}/${what}`;
    const say = (): Promise<ProductAnswer> =>
      this.product.request({ method: 'POST', path, json, ...(account.apiKey === null ? {} : { key: account.apiKey }) });
    const first = say();
    const answers = await Promise.all(booking.plan.twice ? [first, say()] : [first]);
    return bestAnswer(answers, attempts) ?? first;
  }

  private outcome(
    booking: Booking,
    answer: ProductAnswer,
    attempts: number,
    accepted: (tx: EntityManager) => Promise<void>,
  ): AgendaOutcome {
    const problem = `${answer.status} ${problemCode(answer.body) ?? ''}`.trim();
    const reading = readAnswer(answer, attempts);
    if (reading === 'accepted') return { kind: 'done', record: accepted };
    if (reading === 'again') return { kind: 'again', problem };
    return {
      kind: 'done',
      // Expired or cancelled meanwhile: the goods stay on the shelf.
      record: async (tx) => {
        await tx.update(Booking, { purchaseOrderId: booking.purchaseOrderId }, { state: 'refused', problem });
        await this.bookings.takeFromShelf(tx, booking, -1);
      },
    };
  }
}
