/** What a feed says about an offer, by the names of the JSON form. */
export const feedFields = [
  'supplierSku',
  'sku',
  'gtin',
  'quantity',
  'unitCost',
  'unitCostMinor',
  'currency',
  'leadTimeDays',
] as const;
export type FeedField = (typeof feedFields)[number];

/** Names seen in the wild, letters and digits only, best first. Everything else in a feed is ignored. */
const namesOf: Readonly<Record<FeedField, readonly string[]>> = {
  supplierSku: [
    'suppliersku',
    'suppliersitem',
    'supplieritem',
    'vendorsku',
    'supplierpartnumber',
    'stockcode',
    'stokkodu',
  ],
  sku: ['sku', 'merchantsku'],
  gtin: ['gtin', 'ean', 'ean13', 'upc', 'barcode', 'barkod'],
  quantity: ['quantity', 'qty', 'onhand', 'stock', 'stockquantity', 'inventoryquantity', 'stok', 'miktar', 'adet'],
  unitCost: ['unitcost', 'cost', 'costprice', 'wholesaleprice', 'birimfiyat', 'maliyet'],
  unitCostMinor: ['unitcostminor'],
  currency: ['currency', 'currencycode', 'parabirimi'],
  leadTimeDays: ['leadtimedays', 'leadtime', 'tedariksuresi'],
};

/** Without these a file is not a stock feed, whatever else it holds. */
const required: readonly FeedField[] = ['supplierSku', 'quantity'];

/** Where each field is found in a row. */
export type ColumnMap = ReadonlyMap<FeedField, number>;

export type HeaderOutcome = { readonly columns: ColumnMap } | { readonly code: string; readonly detail: string };

/** Reads a header whatever its case, blanks, dashes and underscores. */
export function readHeader(cells: readonly string[]): HeaderOutcome {
  const names = cells.map(plainName);
  const columns = new Map<FeedField, number>();
  for (const field of feedFields) {
    const name = namesOf[field].find((candidate) => names.includes(candidate));
    if (name === undefined) continue;
    if (names.indexOf(name) !== names.lastIndexOf(name)) {
      return { code: 'FEED_COLUMN_TWICE', detail: `The column ${name} is there twice; which one counts is unknown` };
    }
    columns.set(field, names.indexOf(name));
  }
  const missing = required.filter((field) => !columns.has(field));
  if (missing.length > 0) {
    return {
      code: 'FEED_HEADER_MISSING',
      detail: `The first row names no ${missing.map(columnName).join(' and no ')} column`,
    };
  }
  return { columns };
}

/** The field as the CSV form writes it: `unit_cost` for `unitCost`. */
export const columnName = (field: FeedField): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const plainName = (cell: string): string =>
  cell
    .normalize('NFKD')
    .replace(/ı/g, 'i')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
