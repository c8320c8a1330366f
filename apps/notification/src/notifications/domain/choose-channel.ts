import type { Channel } from '#contracts';

/** By what somebody can be reached, as far as is known when a message could leave. */
export interface Reach {
  /** Channels that have an address, that may be used, and that this installation has. */
  readonly reachable: readonly Channel[];
  /** Channels that could not bring this message. */
  readonly tried: readonly Channel[];
}

/** The first of the channels wanted that is left; null: none is. */
export const chooseChannel = (wanted: readonly Channel[], { reachable, tried }: Reach): Channel | null =>
  wanted.find((channel) => reachable.includes(channel) && !tried.includes(channel)) ?? null;
