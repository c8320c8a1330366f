import { describe, expect, it } from '@jest/globals';
import { isApiPath, isFeed, isPhoto, isPhotoForm } from './routes.js';

describe('the paths of the front', () => {
  it('gives feeds the long time, and nothing else', () => {
    expect(['/v1/feeds', '/v1/suppliers/4/feeds', '/v1/suppliers/4/feeds/'].every(isFeed)).toBe(true);
    expect(['/v1/suppliers', '/v1/suppliers/4', '/v1/feedsx', '/v1/orders/feeds'].some(isFeed)).toBe(false);
  });

  it('lets photos be larger than what is written by hand', () => {
    const photos = ['/v1/claims/4/photos', '/v1/complaints/4/photos/', '/v1/self-service/t/complaints/4/photos'];
    expect(photos.every(isPhoto)).toBe(true);
    expect(['/v1/claims/4', '/v1/claims/4/photos/ab', '/v1/orders/4/photos'].some(isPhoto)).toBe(false);
    expect(['/track/t/complaints', '/track/t/complaints/4/messages'].every(isPhotoForm)).toBe(true);
    expect(['/track/t', '/track/t/complaints/4', '/track/t/returns'].some(isPhotoForm)).toBe(false);
  });

  it('never answers a program with the page', () => {
    expect(['/v1', '/v1/nothing', '/v2/orders', '/health/live', '/track/x', '/openapi.json'].every(isApiPath)).toBe(
      true,
    );
    expect(['/', '/orders/1', '/v1x', '/tracking', '/suppliers'].some(isApiPath)).toBe(false);
  });
});
