import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type FieldProblem, isProblem } from '../api/problem.js';
import { same, withValue } from './content.js';
import type { VersionCalls } from './version-calls.js';
import { isOlder, type Versioned } from './versioned.js';

export interface Draft<V extends Versioned = Versioned> {
  /** As the server has it. */
  saved: V;
  name: string;
  content: V['content'];
  isChanged: boolean;
  /** Fields that the server would not take. */
  problems: readonly FieldProblem[];
  setName: (name: string) => void;
  set: (pointer: string, value: unknown) => void;
  discard: () => void;
  /** Takes what somebody else saved. */
  adopt: (version: V) => void;
  /** Saves; over somebody else's changes only when told so. */
  save: UseMutationResult<V, Error, { over: boolean }>;
}

/** A draft while a person edits it. */
export function useDraft<V extends Versioned>(version: V, calls: Pick<VersionCalls<V>, 'queryKey' | 'save'>): Draft<V> {
  const queries = useQueryClient();
  const [seen, setSeen] = useState(version);
  const [saved, setSaved] = useState(version);
  const [name, setName] = useState(version.name);
  const [content, setContent] = useState<V['content']>(version.content);
  const isChanged = name !== saved.name || !same(content, saved.content);
  const adopt = (fresh: V): void => {
    setSaved(fresh);
    setName(fresh.name);
    setContent(fresh.content);
  };
  if (version !== seen) {
    setSeen(version);
    // Somebody else's save is shown at once while there is nothing of our own to lose.
    if (!isChanged && !isOlder(version, saved)) adopt(version);
  }
  const save = useMutation({
    mutationFn: ({ over }: { over: boolean }) => calls.save(saved.id, { name, content }, over ? null : saved.revision),
    onSuccess: async (fresh) => {
      adopt(fresh);
      await queries.invalidateQueries({ queryKey: [calls.queryKey] });
    },
  });
  return {
    ...{ saved, name, content, isChanged, setName, adopt, save },
    problems: isProblem(save.error) ? save.error.errors : [],
    set: (pointer, value) => setContent((current) => withValue(current, pointer, value)),
    discard: () => {
      save.reset();
      adopt(saved);
    },
  };
}
