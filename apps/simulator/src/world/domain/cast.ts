import { catalogue, type Product } from './catalogue.js';
import { Rng } from './rng.js';

/** A supplier as it agreed with the merchant. */
export interface SupplierRole {
  code: string;
  name: string;
  country: string;
  /** `webhook`: the product pushes purchase orders. `api`: the supplier fetches them. */
  channel: 'webhook' | 'api';
  feed: 'csv' | 'json';
  /** False: its feed knows only its own numbers; listings say what they are to the merchant. */
  namesMerchantSkus: boolean;
  parcelFixedMinor: number;
  parcelPerKgMinor: number;
  leadTimeDays: number;
  /** Share of the shop's goods that it sells. */
  range: number;
  /** Its price as a share of the shop's. */
  costLevel: number;
  /** Units on hand of one article at the start, at most. */
  depth: number;
  /** One of them at random takes each parcel. */
  carriers: readonly string[];
  city: string;
}

/** Push by webhook, or wait to be asked. As in life, the Turkish carrier can only be asked. */
export interface CarrierRole {
  code: string;
  tells: 'webhook' | 'poll';
}

export const carriers: readonly CarrierRole[] = [
  { code: 'dhl', tells: 'webhook' },
  { code: 'ups', tells: 'webhook' },
  { code: 'aras', tells: 'poll' },
];

export const suppliers: readonly SupplierRole[] = [
  {
    ...{ code: 'anadolu', name: 'Anadolu Toptan', country: 'TR', city: 'Ankara', channel: 'webhook', feed: 'csv' },
    ...{ namesMerchantSkus: true, parcelFixedMinor: 4500, parcelPerKgMinor: 600, leadTimeDays: 2 },
    ...{ range: 1, costLevel: 0.62, depth: 400, carriers: ['dhl', 'dhl', 'aras'] },
  },
  {
    ...{ code: 'ege', name: 'Ege Ev Gereçleri', country: 'TR', city: 'İzmir', channel: 'api', feed: 'json' },
    ...{ namesMerchantSkus: true, parcelFixedMinor: 3900, parcelPerKgMinor: 700, leadTimeDays: 1 },
    ...{ range: 0.7, costLevel: 0.58, depth: 60, carriers: ['dhl', 'aras'] },
  },
  {
    ...{ code: 'marmara', name: 'Marmara Depo', country: 'TR', city: 'Kocaeli', channel: 'webhook', feed: 'json' },
    ...{ namesMerchantSkus: true, parcelFixedMinor: 5200, parcelPerKgMinor: 400, leadTimeDays: 1 },
    ...{ range: 0.8, costLevel: 0.6, depth: 120, carriers: ['dhl'] },
  },
  {
    ...{ code: 'hansa', name: 'Hansa Versand GmbH', country: 'DE', city: 'Hamburg', channel: 'api', feed: 'csv' },
    ...{ namesMerchantSkus: false, parcelFixedMinor: 9900, parcelPerKgMinor: 1500, leadTimeDays: 4 },
    ...{ range: 0.5, costLevel: 0.5, depth: 40, carriers: ['ups'] },
  },
  {
    ...{ code: 'thames', name: 'Thames Supply Ltd', country: 'GB', city: 'London', channel: 'webhook', feed: 'csv' },
    ...{ namesMerchantSkus: false, parcelFixedMinor: 8400, parcelPerKgMinor: 1200, leadTimeDays: 3 },
    ...{ range: 0.6, costLevel: 0.52, depth: 80, carriers: ['ups'] },
  },
];

export function supplierRole(code: string): SupplierRole | undefined {
  return suppliers.find((supplier) => supplier.code === code);
}

/** One article of a supplier: what it is to the merchant, what it costs, how much lies there at the start. */
export interface Article {
  supplierSku: string;
  product: Product;
  unitCostMinor: number;
  leadTimeDays: number;
  onHandAtStart: number;
}

/** What a supplier sells; the first supplier sells everything, so that no order of the demo is hopeless. */
export function articlesOf(seed: string, supplier: SupplierRole): Article[] {
  return catalogue.flatMap((product) => {
    const rng = Rng.of(seed, 'article', supplier.code, product.sku);
    if (!rng.chance(supplier.range)) return [];
    return [
      {
        supplierSku: `${supplier.code.slice(0, 3).toUpperCase()}-${product.gtin.slice(7, 12)}`,
        product,
        unitCostMinor: Math.round(product.priceMinor * supplier.costLevel * rng.between(0.9, 1.15)),
        leadTimeDays: supplier.leadTimeDays + rng.int(0, 1),
        onHandAtStart: rng.int(Math.ceil(supplier.depth / 4), supplier.depth),
      },
    ];
  });
}
