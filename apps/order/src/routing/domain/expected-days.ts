import type { RoutingPolicy } from './policy/routing-policy.js';
import { namesSupplier } from './policy/selectors.js';

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Days until goods that are ordered now leave: the supplier's lead time, and a day more after its cut-off. */
export function expectedDays(leadTimeDays: number, code: string, at: string, policy: RoutingPolicy): number {
  const { filters, groups } = policy;
  const missed = filters.cutOffs.some(
    (rule) => namesSupplier([rule.supplier], code, groups) && timeOfDay(at, rule.timeZone) >= rule.at,
  );
  return leadTimeDays + (missed ? 1 : 0);
}

/** `HH:MM` of a moment where the supplier is. */
function timeOfDay(at: string, timeZone: string): string {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(timeZone, clock);
  return clock.format(new Date(at));
}
