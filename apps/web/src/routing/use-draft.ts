import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { savePolicy } from '../api/policies.js';
import { type FieldProblem, isProblem } from '../api/problem.js';
import type { Policy, PolicyContent } from '../api/types.js';
import { same, withValue } from './policy-values.js';

export interface Draft {
  /** As the server has it. */
  saved: Policy;
  name: string;
  content: PolicyContent;
  isChanged: boolean;
  /** Fields that the server would not take. */
  problems: readonly FieldProblem[];
  setName: (name: string) => void;
  set: (pointer: string, value: unknown) => void;
  discard: () => void;
  /** Takes what somebody else saved. */
  adopt: (policy: Policy) => void;
  /** Saves; over somebody else's changes only when told so. */
  save: UseMutationResult<Policy, Error, { over: boolean }>;
}

/** A draft while a person edits it. */
export function useDraft(policy: Policy): Draft {
  const queries = useQueryClient();
  const [saved, setSaved] = useState(policy);
  const [name, setName] = useState(policy.name);
  const [content, setContent] = useState(policy.content);
  const isChanged = name !== saved.name || !same(content, saved.content);
  const adopt = (fresh: Policy): void => {
    setSaved(fresh);
    setName(fresh.name);
    setContent(fresh.content);
  };
  // Somebody else's save is shown at once while there is nothing of our own to lose.
  if (!isChanged && policy.updatedAt > saved.updatedAt) adopt(policy);
  const save = useMutation({
    mutationFn: ({ over }: { over: boolean }) => savePolicy(saved.id, { name, content }, over ? null : saved.revision),
    onSuccess: async (fresh) => {
      adopt(fresh);
      queries.setQueryData(['policy', fresh.id], fresh);
      await queries.invalidateQueries({ queryKey: ['policies'] });
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
