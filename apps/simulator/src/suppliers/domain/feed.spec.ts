import { describe, expect, it } from '@jest/globals';
import { articlesOf, suppliers } from '../../world/domain/cast.js';
import { csvFeed, jsonFeed, type FeedRow } from './feed.js';

const row: FeedRow = {
  supplierSku: 'A-1',
  sku: 'MUG',
  gtin: '2000000000015',
  quantity: 4,
  unitCostMinor: 1205,
  currency: 'TRY',
  leadTimeDays: 2,
};

describe('stock feeds', () => {
  it('write the plain CSV form, cost as a decimal', () => {
    expect(csvFeed([row, { ...row, sku: null, unitCostMinor: 5 }])).toBe(
      'supplier_sku,sku,gtin,quantity,unit_cost,currency,lead_time_days\r\n' +
        'A-1,MUG,2000000000015,4,12.05,TRY,2\r\n' +
        'A-1,,2000000000015,4,0.05,TRY,2\r\n',
    );
  });

  it('leave the SKU out of JSON where a listing says it', () => {
    expect(JSON.parse(jsonFeed([{ ...row, sku: null }]))).toEqual({
      offers: [expect.not.objectContaining({ sku: expect.anything() })],
    });
  });

  it('offer each supplier the same articles for the same seed, with numbers that are its own', () => {
    for (const supplier of suppliers) {
      const articles = articlesOf('seed', supplier);
      expect(articlesOf('seed', supplier)).toEqual(articles);
      expect(new Set(articles.map((article) => article.supplierSku)).size).toBe(articles.length);
      for (const { product } of articles) expect(product.gtin).toMatch(/^2\d{12}$/);
    }
  });
});
