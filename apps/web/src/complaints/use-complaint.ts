import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { COMPLAINT_CHANGED, type SeenComplaint } from '../api/complaints.js';
import { isProblem } from '../api/problem.js';
import type { Complaint } from '../api/types.js';

export const complaintKey = (id: string): readonly string[] => ['complaints', 'one', id];

/** Asked anew by what is told of refunds. */
export const complaintRefundsKey = (id: string): readonly string[] => ['refunds', 'complaint', id];

export const isChangedMeanwhile = (error: unknown): boolean => isProblem(error) && error.code === COMPLAINT_CHANGED;

/** What a person did to the complaint. */
export type ComplaintAction = 'assign' | 'refund' | 'solve' | 'reopen' | 'merge' | 'escalate';

/**
 * Does something to a complaint by what the person saw of it, and shows what came of it at once. When somebody else
 * was faster, the complaint is asked for anew, so that what is new can be read.
 */
export function useComplaintChange<Wanted = void>(
  id: string,
  change: (wanted: Wanted) => Promise<Complaint>,
  onDone: (fresh: Complaint) => void,
): UseMutationResult<Complaint, Error, Wanted> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (fresh) => {
      queries.setQueryData(complaintKey(id), fresh);
      onDone(fresh);
      await queries.invalidateQueries({ queryKey: ['complaints'] });
    },
    onError: async (error) => {
      if (isChangedMeanwhile(error)) await queries.invalidateQueries({ queryKey: complaintKey(id) });
    },
  });
}

/** The complaint as the person has read it: what they decide is decided by that. */
export interface Seen extends SeenComplaint {
  /** What came after it is marked as new. */
  lastMessageId: string;
}

/** What the parts of a complaint's page share. */
export interface ComplaintProps {
  complaint: Complaint;
  seen: Seen;
  /** The person has read, or made, what is in it. */
  onSeen: (fresh: Complaint) => void;
}
