import type { MessageLanguage, ShopContact } from '../api/types.js';
import { same } from '../versions/content.js';

/** As many as the server takes. */
export const PEOPLE_MAX = 10;

/** Somebody in the editor. Its number stays while others come and go. */
export interface PersonDraft extends ShopContact {
  readonly id: number;
}

const nextId = (people: readonly PersonDraft[]): number => Math.max(-1, ...people.map(({ id }) => id)) + 1;

/** The people as they are edited. */
export const toDraft = (contacts: readonly ShopContact[]): PersonDraft[] =>
  contacts.map((contact, id) => ({ ...contact, id }));

/** One more, who hears of everything. */
export const withOneMore = (people: readonly PersonDraft[], language: MessageLanguage): PersonDraft[] => [
  ...people,
  { id: nextId(people), email: '', language, templates: null, unsubscribed: [] },
];

/** What the server is told of them; what they unsubscribed from is theirs. */
export const toSend = (people: readonly ShopContact[]): Omit<ShopContact, 'unsubscribed'>[] =>
  people.map(({ email, language, templates }) => ({ email: email.trim(), language, templates }));

/** Whether there is something to save. */
export const isChanged = (people: readonly PersonDraft[], saved: readonly ShopContact[]): boolean =>
  !same(toSend(people), toSend(saved));

/** Subjects in the order of the list, so that back again is no change. What a later server added stays, at the end. */
export const inOrder = (chosen: readonly string[], all: readonly string[]): string[] => [
  ...all.filter((one) => chosen.includes(one)),
  ...chosen.filter((one) => !all.includes(one)),
];

export type PersonFault = 'people.fault.email' | 'people.fault.twice' | 'people.fault.subjects';

/** What is missing or wrong, as far as it can be told before the server is asked. */
export function faultsOf(people: readonly ShopContact[], place: number): readonly PersonFault[] {
  const addresses = toSend(people).map(({ email }) => email.toLowerCase());
  const address = addresses[place] ?? '';
  const faults: PersonFault[] = [];
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) faults.push('people.fault.email');
  else if (addresses.indexOf(address) < place) faults.push('people.fault.twice');
  if (people[place]?.templates?.length === 0) faults.push('people.fault.subjects');
  return faults;
}
