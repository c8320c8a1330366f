/**
 * What happens at the push service to messages for a browser. `gone`: it unsubscribed. The others err on the first
 * message alone: `busy` refuses it for two seconds, `broken` takes it and answers 500, `lost` takes it and hangs up, `stalled`
 * takes it and says nothing for long.
 */
export const browserFates = ['reached', 'gone', 'busy', 'broken', 'lost', 'stalled'] as const;
export type BrowserFate = (typeof browserFates)[number];
