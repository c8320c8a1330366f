import type { Complaint, ComplaintClock, ComplaintMessage, ComplaintThread } from '../api/types.js';

/** Characters of one message, as the server takes it. */
export const TEXT_MAX = 20_000;

/** Which clock runs, or ran last. */
export const clockOf = ({ firstAnsweredAt }: Pick<Complaint, 'firstAnsweredAt'>): ComplaintClock =>
  firstAnsweredAt === null ? 'first_answer' : 'solution';

export const isOpen = ({ status }: Pick<Complaint, 'status'>): boolean => status === 'open' || status === 'answered';

/** What of the conversation is looked at. */
export const inThread = (
  messages: readonly ComplaintMessage[],
  thread: ComplaintThread | undefined,
): readonly ComplaintMessage[] => messages.filter((message) => thread === undefined || message.thread === thread);

/** Places of a macro that no fact filled: they would go out as they are. */
export const unfilledPlaces = (text: string): string[] => [...new Set(text.match(/\{\{\s*\w{1,40}\s*\}\}/g) ?? [])];

/** The text with a macro put where the cursor is; a text that stands there stays. */
export function withMacro(text: string, macro: string, from: number, to: number): string {
  const before = text.slice(0, from);
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  return before + gap + macro + text.slice(to);
}
