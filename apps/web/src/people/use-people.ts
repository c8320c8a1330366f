import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { saveContacts } from '../api/told.js';
import type { MessageLanguage, ShopContact, ShopContacts } from '../api/types.js';
import {
  faultsOf,
  isChanged,
  type PersonDraft,
  type PersonFault,
  toDraft,
  toSend,
  withOneMore,
} from './people-draft.js';

export interface PeopleDraft {
  people: readonly PersonDraft[];
  isChanged: boolean;
  /** Of each what is wrong, in their order; nothing before somebody tried to save it. */
  faults: readonly (readonly PersonFault[])[];
  change: (changed: PersonDraft) => void;
  add: (language: MessageLanguage) => void;
  remove: (id: number) => void;
  discard: () => void;
  /** Saves all of them, unless something is known to be wrong. */
  run: () => void;
  save: UseMutationResult<ShopContacts, Error, void>;
}

/** The people of a shop while somebody edits them. */
export function usePeople(merchantId: string, contacts: readonly ShopContact[]): PeopleDraft {
  const queries = useQueryClient();
  const [seen, setSeen] = useState(contacts);
  const [saved, setSaved] = useState(contacts);
  const [people, setPeople] = useState(() => toDraft(contacts));
  const [isChecked, setChecked] = useState(false);
  const hasChanges = isChanged(people, saved);
  const adopt = (fresh: readonly ShopContact[]): void => {
    setSaved(fresh);
    setPeople(toDraft(fresh));
    setChecked(false);
  };
  if (contacts !== seen) {
    setSeen(contacts);
    // Somebody else's save is shown at once while there is nothing of our own to lose.
    if (!hasChanges) adopt(contacts);
  }
  const save = useMutation({
    mutationFn: () => saveContacts(merchantId, toSend(people)),
    onSuccess: (fresh) => {
      queries.setQueryData(['shop-contacts', merchantId], fresh);
      adopt(fresh.contacts);
    },
  });
  const faults = people.map((_, place) => faultsOf(people, place));
  return {
    ...{ people, isChanged: hasChanges, save },
    faults: isChecked ? faults : [],
    change: (changed) => setPeople(people.map((one) => (one.id === changed.id ? changed : one))),
    add: (language) => setPeople(withOneMore(people, language)),
    remove: (id) => {
      // The places that a refusal names are no longer theirs.
      save.reset();
      setPeople(people.filter((one) => one.id !== id));
    },
    discard: () => {
      save.reset();
      adopt(contacts);
    },
    run: () => {
      const isFaulty = faults.some((own) => own.length > 0);
      setChecked(isFaulty);
      if (!isFaulty) save.mutate();
    },
  };
}
