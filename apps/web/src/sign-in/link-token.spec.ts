import { describe, expect, it } from '@jest/globals';
import { linkTokenOf } from './link-token.js';

describe('a one-time sign-in link', () => {
  it('carries its token after the hash', () => {
    expect(linkTokenOf('#/sign-in/aB3_-x')).toBe('aB3_-x');
  });

  it('is not any other hash', () => {
    expect(linkTokenOf('')).toBeNull();
    expect(linkTokenOf('#content')).toBeNull();
    expect(linkTokenOf('#/sign-in/')).toBeNull();
    expect(linkTokenOf('#/sign-in/a/b')).toBeNull();
  });
});
