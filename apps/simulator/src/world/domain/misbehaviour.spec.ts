import { describe, expect, it } from '@jest/globals';
import { parseMisbehaviour, wellBehaved } from './misbehaviour.js';
import { RatesError } from './rates.js';

describe('misbehaviour rates', () => {
  it('are all zero when nothing is said', () => {
    expect(parseMisbehaviour('')).toEqual(wellBehaved);
  });

  it('are read by name, with spaces, and leave the others at zero', () => {
    expect(parseMisbehaviour('twice=0.1, outOfOrder = 1')).toEqual({ ...wellBehaved, twice: 0.1, outOfOrder: 1 });
  });

  it('share a plain rejection between parts and whole purchase orders', () => {
    expect(parseMisbehaviour('reject=0.1')).toMatchObject({ rejectPart: 0.05, rejectAll: 0.05 });
  });

  it('name every fault at once', () => {
    const attempt = () => parseMisbehaviour('twice=2,lat=0.1,silent');
    expect(attempt).toThrow(RatesError);
    expect(attempt).toThrow(/"twice=2".*"lat".*"silent"|"twice=2".*"lat" is none.*"silent" needs/);
  });

  it('refuse answers that exclude each other and sum to more than always', () => {
    expect(() => parseMisbehaviour('silent=0.6,rejectAll=0.5')).toThrow(/together at most 1/);
  });
});
