import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OfferChanged } from '#contracts';
import { draft, Outbox } from '#messaging';
import { Offer } from './offer.entity.js';

@Injectable()
export class OffersService {
  constructor(private readonly outbox: Outbox) {}

  /** Makes an offer known under the merchant's SKU. Said twice, it tells nobody the second time. */
  async assignSku(tx: EntityManager, supplierId: string, supplierSku: string, sku: string): Promise<void> {
    const offer = await tx.findOneBy(Offer, { supplierId, supplierSku });
    if (!offer || offer.sku === sku) return;
    await tx.update(Offer, { id: offer.id }, { sku });
    if (offer.removedAt) return;
    await this.outbox.append(tx, [
      draft(
        OfferChanged,
        { merchantId: offer.merchantId, key: offer.id },
        {
          offerId: offer.id,
          supplierId,
          supplierSku,
          sku,
          gtin: offer.gtin,
          onHand: offer.onHand,
          unitCostMinor: offer.unitCostMinor,
          currency: offer.currency,
          leadTimeDays: offer.leadTimeDays,
          asOf: offer.asOf.toISOString(),
          feedId: offer.feedId,
        },
      ),
    ]);
  }
}
