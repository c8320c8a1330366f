import { describe, expect, it } from '@jest/globals';
import { detectDialect } from './csv-dialect.js';
import { readHeader } from './feed-columns.js';

describe('finding out how a CSV is written', () => {
  it.each([
    ['supplier_sku,quantity\nA,1', ',', 0],
    ['supplier_sku;quantity;unit_cost\nA;1;1,50', ';', 0],
    ['supplier_sku\tquantity\nA\t1', '\t', 0],
    ['supplier_sku|quantity\r\nA|1', '|', 0],
    ['\r\n\r\nsupplier_sku,quantity', ',', 2],
    ['sep=;\nsupplier_sku;quantity', ';', 1],
    ['"supplier_sku";"quantity, pieces";"quantity"\n', ';', 0],
    ['"supplier\nsku",quantity\nA,1', ',', 0],
  ])('%j', (sample, delimiter, headerLine) => {
    expect(detectDialect(sample)).toEqual({ delimiter, headerLine });
  });

  it('says what is missing when no delimiter gives a header', () => {
    expect(detectDialect('1,2,3\n')).toMatchObject({ code: 'FEED_HEADER_MISSING' });
    expect(detectDialect('sku;price\n')).toMatchObject({ code: 'FEED_HEADER_MISSING' });
    expect(detectDialect(' \n\n')).toMatchObject({ code: 'FEED_EMPTY' });
  });

  it('says that a column is there twice rather than that it is missing', () => {
    expect(detectDialect('supplier_sku;quantity;Quantity\n')).toMatchObject({ code: 'FEED_COLUMN_TWICE' });
  });
});

describe('a header', () => {
  it('is read whatever its case, blanks and dashes, among columns that mean nothing', () => {
    const outcome = readHeader(['Colour', ' Supplier-SKU ', 'QTY', 'unitCost', '', 'EAN']);

    expect('columns' in outcome && Object.fromEntries(outcome.columns)).toEqual({
      supplierSku: 1,
      quantity: 2,
      unitCost: 3,
      gtin: 5,
    });
  });

  it('prefers the documented name to a similar one', () => {
    const outcome = readHeader(['stock', 'supplier_sku', 'quantity']);

    expect('columns' in outcome && outcome.columns.get('quantity')).toBe(2);
  });
});
