import { describe, expect, it } from '@jest/globals';
import { isCrossSite, isSameOrigin } from './same-origin.js';

const ours = 'https://kervan.example';

describe('where a request comes from', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-site', origin: ours }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: ours }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ origin: ours }, true],
    [{ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true],
    [{ origin: 'http://evil.example', host: '127.0.0.1:3000' }, false],
    [{ origin: 'https://kervan.example.evil.example' }, false],
    [{ origin: 'null' }, false],
    [{}, false],
  ])('%j is our own page: %s', (headers, expected) => {
    expect(isSameOrigin(headers, ours)).toBe(expected);
  });

  it('is nowhere for what is no browser, so scripts may sign in', () => {
    expect(isCrossSite({ host: 'kervan.example' }, ours)).toBe(false);
    expect(isCrossSite({ origin: 'https://evil.example' }, ours)).toBe(true);
    expect(isCrossSite({ 'sec-fetch-site': 'none' }, ours)).toBe(false);
  });
});
