import { IsInt, Min } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Currency, Id, MinorUnits, Nullable, Quantity, Text, Time } from './fields.js';

/** Emitted when a feed changed what a supplier can deliver. The whole truth about the offer, with age and source. */
@Event({ type: 'offer.changed', version: 1, topic: topics.offers })
export class OfferChanged {
  @Id() offerId!: string;
  @Id() supplierId!: string;
  @Text(200) supplierSku!: string;
  /** The merchant's SKU by feed or listing; null while nobody said which it is. */
  @Nullable() @Text(200) sku!: string | null;
  @Nullable() @Text(14) gtin!: string | null;
  @Quantity() onHand!: number;
  @MinorUnits() unitCostMinor!: number;
  @Currency() currency!: string;
  @IsInt() @Min(0) leadTimeDays!: number;
  /** When the supplier's stock was so, by the feed. */
  @Time() asOf!: string;
  @Id() feedId!: string;
}

/** Emitted when a full feed no longer lists an offer. */
@Event({ type: 'offer.removed', version: 1, topic: topics.offers })
export class OfferRemoved {
  @Id() offerId!: string;
  @Id() supplierId!: string;
  @Time() asOf!: string;
  @Id() feedId!: string;
}
