import type { FieldProblem } from '../api/problem.js';
import type { VersionField } from './fields.js';

export interface FieldProps {
  field: VersionField;
  /** From the content on; of a field in a row, with the row. */
  pointer: string;
  value: unknown;
  onChange: (value: unknown) => void;
  /** Of this field and of what is in it. */
  problems: readonly FieldProblem[];
  known: KnownNames;
}

/** What the editor knows and a field may need. */
export interface KnownNames {
  currency: string | null;
  /** Codes, and groups with `@` in front. */
  suppliers: readonly string[];
  /** Whom a field of one supplier can mean. */
  supplierIds?: readonly { id: string; name: string }[];
}
