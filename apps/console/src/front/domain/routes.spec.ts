import { describe, expect, it } from '@jest/globals';
import { isApiPath, isFeed } from './routes.js';

describe('the paths of the front', () => {
  it('gives feeds the long time, and nothing else', () => {
    expect(['/v1/feeds', '/v1/suppliers/4/feeds', '/v1/suppliers/4/feeds/'].every(isFeed)).toBe(true);
    expect(['/v1/suppliers', '/v1/suppliers/4', '/v1/feedsx', '/v1/orders/feeds'].some(isFeed)).toBe(false);
  });

  it('never answers a program with the page', () => {
    expect(['/v1', '/v1/nothing', '/v2/orders', '/health/live', '/track/x', '/openapi.json'].every(isApiPath)).toBe(
      true,
    );
    expect(['/', '/orders/1', '/v1x', '/tracking', '/suppliers'].some(isApiPath)).toBe(false);
  });
});
