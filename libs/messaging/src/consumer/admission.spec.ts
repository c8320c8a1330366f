import { describe, expect, it } from '@jest/globals';
import { type AdmissionRow, verdictOf } from './admission.js';

const row = (change: Partial<AdmissionRow>): AdmissionRow => ({
  ...{ blocked: false, parked_itself: false, advanced: false, fresh: false, head: null, begins_anywhere: false },
  ...change,
});

describe('the verdict on a message', () => {
  it.each<[string, Partial<AdmissionRow>, number, boolean, string]>([
    ['the next version', { advanced: true, fresh: true, head: '4' }, 5, false, 'admitted'],
    ['a version whose id was handled', { advanced: true, fresh: false, head: '4' }, 5, false, 'duplicate'],
    ['the version handled last', { head: '5' }, 5, false, 'duplicate'],
    ['an older version', { head: '9' }, 5, false, 'duplicate'],
    ['an older version where gaps are normal', { head: '9' }, 5, true, 'duplicate'],
    ['a version with one missing before it', { head: '3' }, 5, false, 'gap'],
    ['a first version that is not 1', { head: null }, 5, false, 'gap'],
    ['a first version that may be any, until somebody else took the key', { begins_anywhere: true }, 5, false, 'raced'],
    ['a gap of a key that is known', { head: '3', begins_anywhere: true }, 5, false, 'gap'],
    ['a version that was next until somebody else took it', { head: '4' }, 5, false, 'raced'],
    ['a version behind a parked one', { blocked: true, head: '3' }, 5, false, 'behind'],
    ['a version that is parked itself', { blocked: true, parked_itself: true, head: '3' }, 5, false, 'duplicate'],
  ])('%s', (_name, change, version, gapsAllowed, verdict) => {
    expect(verdictOf(row(change), version, gapsAllowed)).toBe(verdict);
  });
});
