import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ReturnInTransit } from '#contracts';
import { draft, Outbox } from '#messaging';
import { canBecome } from './domain/return-state.js';
import { placeOf } from './return-facts.js';
import { updateReturn } from './return-rows.js';
import { ReturnUseCases } from './return-use-cases.service.js';
import { expiryTimer } from './return-desk.service.js';

/** Parcels on their way back. */
@Injectable()
export class ReturnParcels {
  constructor(
    private readonly useCases: ReturnUseCases,
    private readonly outbox: Outbox,
  ) {}

  /** The carrier has it: told once per parcel, and the return no longer expires. Of other parcels: nothing. */
  async noteInTransit(tx: EntityManager, shipmentId: string, since: Date): Promise<void> {
    const [parcel] = await tx.query<{ return_id: string; in_transit_at: Date | null }[]>(
      `SELECT return_id, in_transit_at FROM return_parcels WHERE shipment_id = $1`,
      [shipmentId],
    );
    if (!parcel || parcel.in_transit_at !== null) return;
    const { record } = await this.useCases.hold(tx, {
      ...{ returnId: parcel.return_id, merchantId: null, supplierId: null },
    });
    await tx.query(`UPDATE return_parcels SET in_transit_at = $2 WHERE shipment_id = $1`, [shipmentId, since]);
    if (canBecome(record.status, 'in_transit')) await updateReturn(tx, record.id, { status: 'in_transit' });
    await this.outbox.cancel(tx, expiryTimer(record.id));
    const data = { returnId: record.id, orderId: record.order_id, shipmentId, since: since.toISOString() };
    await this.outbox.append(tx, [draft(ReturnInTransit, placeOf(record), data)]);
  }
}
