/** `waiting` is tried again by itself, `dead` waits for a person; `replayed` and `skipped` are settled. */
export const parkedStates = ['waiting', 'dead', 'replayed', 'skipped'] as const;
export type ParkedState = (typeof parkedStates)[number];

/**
 * Why it was parked. `retryable`: a partner or dependency was down. `gap`: an earlier version of its key is
 * missing. `behind`: an earlier message of its key is parked. `poison`: it cannot succeed without a person.
 */
export const parkedClasses = ['retryable', 'gap', 'behind', 'poison'] as const;
export type ParkedClass = (typeof parkedClasses)[number];

/** A message set aside, so that its key waits and every other key goes on. */
export interface ParkedMessage {
  readonly id: string;
  /** The service that could not handle it. */
  readonly consumer: string;
  readonly topic: string;
  readonly key: string;
  /** Whose fact it is, as far as the headers say; the bound per merchant counts by it. */
  readonly merchantId: string | null;
  /** Null when the headers were unreadable. */
  readonly keyVersion: number | null;
  readonly messageId: string;
  /** `ce_type` as it came, or null. */
  readonly type: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** As it came; may hold personal data: mask before showing. */
  readonly value: Buffer;
  readonly state: ParkedState;
  readonly errorClass: ParkedClass;
  readonly errorCode: string;
  readonly errorDetail: string;
  /** Later messages of its key queue behind it; false where the handler releases keys. */
  readonly holdsKey: boolean;
  /** How often handling was tried since the first failure. */
  readonly attempts: number;
  /** An operator replayed it although earlier versions never came: it may be handled without them. */
  readonly gapAccepted: boolean;
  readonly firstParkedAt: Date;
  /** When the scheduler tries again; meaningful while `waiting`. */
  readonly nextAttemptAt: Date;
  readonly settledAt: Date | null;
  /** Why a person skipped it. */
  readonly skipReason: string | null;
  /** The run of replays that took it last. */
  readonly replayId: string | null;
  /** What that run came to for it; null until then. `held`: an earlier message of its key failed again. */
  readonly replayOutcome: ReplayOutcome | null;
}

/** What a run of replays came to for one message. */
export type ReplayOutcome = 'replayed' | 'failed' | 'held' | 'skipped';

/** Which parked messages. Fields are joined by AND. */
export interface ParkedFilter {
  readonly state?: ParkedState;
  readonly topic?: string;
  readonly key?: string;
  readonly type?: string;
  readonly errorCode?: string;
  /** Messages of one run of replays. */
  readonly replayId?: string;
}

/** Newest first; `after` is the id of the last message of the page before. */
export interface ParkedQuery extends ParkedFilter {
  /** 1 to 200, default 50. */
  readonly limit?: number;
  readonly after?: string;
}

/** What to replay: named messages, everything of a key, or everything that a filter finds. */
export type ReplaySelection =
  | { readonly ids: readonly string[] }
  | { readonly key: string; readonly topic?: string }
  | { readonly filter: ParkedFilter };
