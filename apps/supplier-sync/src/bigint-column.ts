import type { ValueTransformer } from 'typeorm';

/** Minor units fit a safe integer by contract; pg hands int8 over as text. */
export const minorUnitsColumn: ValueTransformer = {
  to: (value: number) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
