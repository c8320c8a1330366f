import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { problemCode, readAnswer, type ProductAnswer } from '../product/domain/answer.js';
import { ProductService } from '../product/product.service.js';
import { WorldService } from '../world/world.service.js';
import { AskedAddress } from './asked-address.entity.js';
import { Booking, type BookingState } from './booking.entity.js';
import { BookingsService } from './bookings.service.js';
import { planAddressAnswer, type AddressQuestion } from './domain/address-answer.js';
import { SupplierAccount } from './supplier-account.entity.js';

const ANSWER = 'supplier.answer-address';
/** What has not left, and will. */
const open: readonly BookingState[] = ['booked', 'acknowledged'];

/** Suppliers that are asked to send what has not left to another address: some agree, some refuse, some never answer. */
@Injectable()
export class SupplierAddresses {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly product: ProductService,
    private readonly bookings: BookingsService,
  ) {
    agenda.handle(ANSWER, { run: (task) => this.answer(task) });
  }

  /**
   * Writes the question down, and puts the answer on the agenda; the same question again changes nothing.
   * @param messageId of what asked; null when it was fetched.
   */
  async hear(question: AddressQuestion, messageId: string | null): Promise<void> {
    const { purchaseOrderId, changeId, shipTo } = question;
    const { answer, afterHours } = planAddressAnswer(this.world.seed, question);
    await this.dataSource.transaction(async (tx) => {
      await tx.query(
        `insert into address_questions as q (purchase_order_id, change_id, ship_to, message_ids) values ($1, $2, $3, $4)
         on conflict (purchase_order_id, change_id) do update set message_ids = q.message_ids || excluded.message_ids
           where not q.message_ids @> excluded.message_ids`,
        [purchaseOrderId, changeId, JSON.stringify(shipTo), messageId === null ? [] : [messageId]],
      );
      if (answer === 'silent') return;
      await this.agenda.schedule(tx, ANSWER, `${purchaseOrderId} ${changeId}`, this.world.inHours(afterHours));
    });
  }

  /** Under one lasting reference. What left meanwhile, or was cancelled, is nobody's question any more. */
  private async answer({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const [purchaseOrderId = '', changeId = ''] = key.split(' ');
    const { manager } = this.dataSource;
    const question = await manager.findOneBy(AskedAddress, { purchaseOrderId, changeId });
    const known = await manager.findOneBy(Booking, { purchaseOrderId });
    if (question === null || known === null || !open.includes(known.state)) return { kind: 'done' };
    const booking = await this.bookings.takeInHand(purchaseOrderId, 'address');
    if (booking === null) return { kind: 'again', problem: 'the parcel is being handed over' };
    const accepted = planAddressAnswer(this.world.seed, question).answer === 'yes';
    const answer = await this.tell(booking, changeId, accepted);
    const reading = readAnswer(answer, attempts);
    // Nobody knows what the product made of it: the parcel stays where it is until that is known.
    if (reading === 'again') return { kind: 'again', problem: `${answer.status} ${problemCode(answer.body) ?? ''}` };
    return { kind: 'done', record: (tx) => this.laidDown(tx, question, reading === 'accepted' ? accepted : null) };
  }

  private async tell(
    { purchaseOrderId, supplierCode }: Booking,
    changeId: string,
    accepted: boolean,
  ): Promise<ProductAnswer> {
    const { apiKey } = await this.dataSource.manager.findOneByOrFail(SupplierAccount, { code: supplierCode });
    return this.product.request({
      ...{ method: 'POST', path: `/v1/purchase-orders/${purchaseOrderId}/address-change-answers`, key: apiKey ?? '' },
      json: { reference: `ADR-${changeId}`, changeId, accepted },
    });
  }

  /** @param accepted what the product took as the supplier's word; null: nothing. From a yes on the label says so. */
  private async laidDown(
    tx: EntityManager,
    { purchaseOrderId, changeId, shipTo }: AskedAddress,
    accepted: boolean | null,
  ): Promise<void> {
    const label = accepted === true ? { city: shipTo.city, shipTo } : {};
    await tx.update(Booking, { purchaseOrderId }, { inHand: null, ...label });
    if (accepted !== null)
      await tx.update(AskedAddress, { purchaseOrderId, changeId }, { answer: accepted ? 'yes' : 'no' });
  }
}
