import type { ParcelStep } from '#contracts';
import { newWebhookSecret } from '#platform';
import type { CreateSupplierDto } from './dto/create-supplier.dto.js';
import type { ChannelDto, ParcelDto } from './dto/supplier-fields.js';
import type { UpdateSupplierDto } from './dto/update-supplier.dto.js';
import { Supplier } from './supplier.entity.js';

/** A new supplier with the defaults of whatever was not said. */
export function newSupplier(id: string, merchantId: string, terms: CreateSupplierDto): Supplier {
  const supplier = new Supplier();
  supplier.webhookSecret = null;
  supplier.unreachableAt = null;
  supplier.feedAsOf = null;
  supplier.feedOverdueAt = null;
  Object.assign(supplier, {
    id,
    merchantId,
    code: terms.code,
    name: terms.name,
    country: terms.country,
    currency: terms.currency,
    minOrderMinor: terms.minOrderMinor ?? 0,
    leadTimeDays: terms.leadTimeDays,
    cutOff: terms.cutOff ?? null,
    active: terms.active ?? true,
    contactEmail: terms.contactEmail ?? null,
    language: terms.language ?? 'en',
    acknowledgeWithinSeconds: terms.acknowledgeWithinSeconds ?? null,
    shipWithinSeconds: terms.shipWithinSeconds ?? null,
    feedWithinSeconds: terms.feedWithinSeconds ?? null,
  });
  applyParcel(supplier, terms.parcel);
  applyChannel(supplier, terms.channel ?? { type: 'api' });
  return supplier;
}

/** Changes what was said and nothing else. */
export function applyTerms(supplier: Supplier, { parcel, channel, minOrderMinor, ...plain }: UpdateSupplierDto): void {
  const given = Object.fromEntries(
    Object.entries(plain as Record<string, unknown>).filter(([, value]) => value !== undefined),
  );
  const { active, feedWithinSeconds } = supplier;
  Object.assign(supplier, given);
  // Waited for under other terms, or not any more: whether a feed is late now is found out anew.
  if (supplier.active !== active || supplier.feedWithinSeconds !== feedWithinSeconds) supplier.feedOverdueAt = null;
  if (minOrderMinor !== undefined) supplier.minOrderMinor = minOrderMinor ?? 0;
  if (parcel) applyParcel(supplier, parcel);
  if (channel) applyChannel(supplier, channel);
}

function applyParcel(supplier: Supplier, parcel: ParcelDto): void {
  supplier.parcelFixedMinor = parcel.fixedMinor;
  supplier.parcelPerKgMinor = parcel.perKgMinor;
  supplier.parcelSteps = stepsOf(parcel);
  supplier.parcelByCountry = (parcel.byCountry ?? []).map(({ country, fixedMinor, perKgMinor, steps }) => ({
    country,
    fixedMinor,
    perKgMinor,
    ...(steps ? { steps: stepsOf({ steps }) } : {}),
  }));
}

const stepsOf = ({ steps }: Pick<ParcelDto, 'steps'>): ParcelStep[] | null =>
  steps?.map(({ upToGrams, costMinor }) => ({ upToGrams, costMinor })) ?? null;

/** A webhook keeps its secret until another is given: changing the address must not break verification. */
function applyChannel(supplier: Supplier, channel: ChannelDto): void {
  supplier.channelType = channel.type;
  // What the old endpoint did says nothing about the new one.
  supplier.unreachableAt = null;
  supplier.webhookUrl = channel.type === 'webhook' ? (channel.url ?? null) : null;
  if (channel.type === 'webhook')
    supplier.webhookSecret = channel.secret ?? supplier.webhookSecret ?? newWebhookSecret();
}
