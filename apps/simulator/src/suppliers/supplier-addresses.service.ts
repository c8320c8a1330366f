import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { problemCode, readAnswer } from '../product/domain/answer.js';
import { ProductService } from '../product/product.service.js';
import { WorldService } from '../world/world.service.js';
import { Booking } from './booking.entity.js';
import { planAddressAnswer, type AddressQuestion } from './domain/address-answer.js';
import { SupplierAccount } from './supplier-account.entity.js';

const ANSWER = 'supplier.answer-address';

/** Suppliers that are asked to send what has not left to another address: some agree, some refuse, some never answer. */
@Injectable()
export class SupplierAddresses {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly product: ProductService,
  ) {
    agenda.handle(ANSWER, { run: (task) => this.answer(task) });
  }

  /** Puts the answer on the agenda; the same question again changes nothing. */
  async hear(question: AddressQuestion): Promise<void> {
    const { answer, afterHours } = planAddressAnswer(this.world.seed, question);
    if (answer === 'silent') return;
    const { purchaseOrderId, changeId, city } = question;
    const key = `${purchaseOrderId} ${changeId} ${city}`;
    await this.agenda.schedule(this.dataSource.manager, ANSWER, key, this.world.inHours(afterHours));
  }

  /** Under one lasting reference. What left meanwhile, or was cancelled, is nobody's question any more. */
  private async answer({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const [purchaseOrderId = '', changeId = '', ...words] = key.split(' ');
    const city = words.join(' ');
    const { manager } = this.dataSource;
    const booking = await manager.findOneBy(Booking, { purchaseOrderId });
    if (booking === null || !['booked', 'acknowledged'].includes(booking.state)) return { kind: 'done' };
    const { apiKey } = await manager.findOneByOrFail(SupplierAccount, { code: booking.supplierCode });
    const accepted = planAddressAnswer(this.world.seed, { purchaseOrderId, changeId, city }).answer === 'yes';
    const answer = await this.product.request({
      ...{ method: 'POST', path: `/v1/purchase-orders/${purchaseOrderId}/address-change-answers`, key: apiKey ?? '' },
      json: { reference: `ADR-${changeId}`, changeId, accepted },
    });
    const reading = readAnswer(answer, attempts);
    if (reading === 'again') return { kind: 'again', problem: `${answer.status} ${problemCode(answer.body) ?? ''}` };
    if (reading !== 'accepted' || !accepted) return { kind: 'done' };
    // From here on the label says so.
    return {
      kind: 'done',
      record: async (tx) => {
        await tx.update(Booking, { purchaseOrderId }, { city });
      },
    };
  }
}
