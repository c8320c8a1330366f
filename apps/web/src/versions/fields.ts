import type { MessageKey, WordKind } from '../i18n/catalogue.js';

/** What can be set in versioned data, as data: the editor, the read-only view and the list of changes are made of it. */

export type FieldKind =
  | 'text'
  | 'money'
  | 'percent'
  | 'share'
  | 'count'
  | 'minutes'
  | 'hours'
  | 'days'
  | 'flag'
  | 'clock'
  | 'minute'
  | 'names'
  | 'choice'
  | 'supplier'
  | 'rules'
  | 'rule';

/** What a field of names is about; the editor proposes those that it knows. */
export type NameOf = 'supplier' | 'sku' | 'country' | 'channel' | 'language' | 'gathered';

export interface VersionField {
  /** JSON pointer from the content on; of a column, from its row on. */
  pointer: string;
  /** Of the words for it: `policy-field.<name>`. */
  name: string;
  kind: FieldKind;
  /** Null is a value of its own: no limit, everybody, not at all. */
  nullable?: true;
  names?: NameOf;
  /** Of a choice: the codes, the usual one first, and which words say them. */
  choices?: { codes: readonly string[]; words: WordKind };
  columns?: readonly VersionField[];
  /** What a new row begins with, where that is not nothing. */
  initial?: unknown;
}

type NameIn<Key extends string> = Key extends `policy.section.${infer Name}.lead` ? Name : never;

export interface FieldSection {
  name: NameIn<MessageKey>;
  fields: readonly VersionField[];
}

/** A field; without a name of its own it is called by the last step of its pointer. */
export const field = (pointer: string, kind: FieldKind, more: Partial<VersionField> = {}): VersionField => ({
  pointer,
  name: pointer.split('/').at(-1) ?? '',
  kind,
  ...more,
});
