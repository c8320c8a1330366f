import type { ParcelPriceByCountry, ParcelStep } from '#contracts';
import type { ChannelType, Supplier } from '../supplier.entity.js';

export class SupplierResponseDto {
  id!: string;
  merchantId!: string;
  code!: string;
  name!: string;
  country!: string;
  currency!: string;
  /** `secret` only in the answer that made it. */
  channel!: { type: ChannelType; url?: string; secret?: string };
  parcel!: {
    fixedMinor: number;
    perKgMinor: number;
    steps: ParcelStep[] | null;
    byCountry: ParcelPriceByCountry[];
  };
  minOrderMinor!: number;
  leadTimeDays!: number;
  cutOff!: string | null;
  active!: boolean;
  /** When its endpoint was last found not to answer; null since it answers. */
  unreachableAt!: string | null;
  contactEmail!: string | null;
  language!: string;
  acknowledgeWithinSeconds!: number | null;
  shipWithinSeconds!: number | null;
  feedWithinSeconds!: number | null;
  /** When the stock was so that its newest feed told; null: it has sent none. */
  feedAsOf!: string | null;
  /** When that became older than agreed; null while it is not. */
  feedOverdueAt!: string | null;
  createdAt!: string;
  updatedAt!: string;
}

/** @param secretOnce the webhook secret, when this answer is the one that shows it. */
export function supplierResponse(supplier: Supplier, secretOnce: string | null = null): SupplierResponseDto {
  return {
    id: supplier.id,
    merchantId: supplier.merchantId,
    code: supplier.code,
    name: supplier.name,
    country: supplier.country,
    currency: supplier.currency,
    channel: {
      type: supplier.channelType,
      ...(supplier.webhookUrl === null ? {} : { url: supplier.webhookUrl }),
      ...(secretOnce === null ? {} : { secret: secretOnce }),
    },
    parcel: {
      fixedMinor: supplier.parcelFixedMinor,
      perKgMinor: supplier.parcelPerKgMinor,
      steps: supplier.parcelSteps,
      byCountry: supplier.parcelByCountry,
    },
    minOrderMinor: supplier.minOrderMinor,
    leadTimeDays: supplier.leadTimeDays,
    cutOff: supplier.cutOff,
    active: supplier.active,
    unreachableAt: supplier.unreachableAt?.toISOString() ?? null,
    contactEmail: supplier.contactEmail,
    language: supplier.language,
    acknowledgeWithinSeconds: supplier.acknowledgeWithinSeconds,
    shipWithinSeconds: supplier.shipWithinSeconds,
    feedWithinSeconds: supplier.feedWithinSeconds,
    feedAsOf: supplier.feedAsOf?.toISOString() ?? null,
    feedOverdueAt: supplier.feedOverdueAt?.toISOString() ?? null,
    createdAt: supplier.createdAt.toISOString(),
    updatedAt: supplier.updatedAt.toISOString(),
  };
}
