/** What stands on a label: whom the parcel is for, and where. */
export interface Label {
  readonly name: string;
  readonly line1: string;
  readonly city: string;
  readonly postalCode: string;
}

const fields = ['name', 'line1', 'city', 'postalCode'] as const;

/** Reads an address; what it does not say is empty. */
export function readLabel(value: unknown): Label {
  const raw = (value ?? {}) as Partial<Record<keyof Label, unknown>>;
  const entries = fields.map((field) => [field, typeof raw[field] === 'string' ? raw[field] : '']);
  return Object.fromEntries(entries) as Record<keyof Label, string>;
}
