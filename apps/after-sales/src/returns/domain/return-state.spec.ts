import { describe, expect, it } from '@jest/globals';
import { assertSendingBack, assertTransition, canBecome, returnStatuses, returnTransitions } from './return-state.js';

describe('the states of a return', () => {
  it('are all reached from the request', () => {
    const reached = new Set<string>(['requested']);
    for (const from of reached)
      for (const to of returnTransitions[from as keyof typeof returnTransitions]) reached.add(to);
    expect([...reached].sort()).toEqual([...returnStatuses].sort());
  });

  it('that end stay as they are', () => {
    for (const ended of ['refused', 'expired', 'cancelled', 'closed'] as const)
      for (const to of returnStatuses) expect([ended, to, canBecome(ended, to)]).toEqual([ended, to, false]);
  });

  it('are named when a step is not allowed', () => {
    expect(() => assertTransition('closed', 'approved')).toThrow('A return that is closed cannot become approved.');
    expect(() => assertSendingBack('requested')).toThrow(/requested/);
    expect(() => assertSendingBack('in_transit')).not.toThrow();
  });
});
