/** A parameter of the address: its text, or undefined when it is absent or empty. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** What narrows the page of parked messages. */
export type ParkedSearch = Partial<Record<'service' | 'state' | 'type' | 'error' | 'replay', string | undefined>>;

/** Reads these parameters of an address and no others. */
export const searchOf =
  <Name extends string>(...names: readonly Name[]) =>
  (search: Record<string, unknown>): Partial<Record<Name, string | undefined>> =>
    Object.fromEntries(names.map((name) => [name, text(search[name])])) as Record<Name, string | undefined>;
