import type { FailureKind } from '../../domain/classify-failure.js';

/** What a push service said to a message. `gone`: the browser wants no more, or is no more. */
export type PushAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'gone'; readonly detail: string }
  | { readonly kind: FailureKind; readonly detail: string; readonly retryAfterMs?: number };

/** What several browsers' services said together. */
export type PushOutcome = Exclude<PushAnswer, { readonly kind: 'gone' }>;

/** A service that wants more than an hour would keep the message until nobody wants it. */
const RETRY_AFTER_MAX_MS = 3_600_000;
/** For a service that says nothing: a browser that never answers must not take a place every few seconds. */
export const SILENT_PAUSE_MS = 60_000;

/** Reads a status (RFC 8030, 5 and 7.3; RFC 8292, 4.2). The answer's words are never kept: anybody may have written them. */
export function readPushStatus(status: number, retryAfterMs: number): PushAnswer {
  const detail = `PUSH_HTTP_${String(status)}`;
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status === 404 || status === 410) return { kind: 'gone', detail };
  const pauseMs = { retryAfterMs: Math.min(retryAfterMs, RETRY_AFTER_MAX_MS) };
  if ([408, 425, 429].includes(status)) return { kind: 'temporary', detail, ...pauseMs };
  // An error inside may have come after the message was taken.
  if (status >= 500) return { kind: 'unknown', detail, ...pauseMs };
  return { kind: 'refused', detail };
}

/** In which order answers decide: one browser that has it is enough, one that may have it later is waited for. */
const decides = ['accepted', 'unknown', 'temporary', 'unreachable', 'refused'] as const;

/** What became of a message that went to several browsers of one person. */
export function outcomeOfDevices(answers: readonly PushAnswer[]): PushOutcome {
  for (const kind of decides) {
    const found = answers.find((answer): answer is PushOutcome => answer.kind === kind);
    if (found) return found;
  }
  const [gone] = answers;
  return { kind: 'refused', detail: gone && 'detail' in gone ? gone.detail : 'NO_SUBSCRIPTION' };
}
