/** `append` was called outside a transaction: the event could exist without the change that it tells of. */
export class OutboxOutsideTransactionError extends Error {
  override readonly name = 'OutboxOutsideTransactionError';
  /** Constant code for logs. */
  readonly code = 'OUTBOX_OUTSIDE_TRANSACTION';
  constructor() {
    super('Outbox.append needs the EntityManager of an active transaction');
  }
}

/** `data` of a draft breaks a rule of its event class. A defect of the producer; nothing was written. */
export class InvalidEventDraftError extends Error {
  override readonly name = 'InvalidEventDraftError';
  /** Constant code for logs. */
  readonly code = 'INVALID_EVENT_DRAFT';
  constructor(type: string, detail: string, cause: unknown) {
    super(`${type}: ${detail}`, { cause });
  }
}

/** Nothing of this id is refused by the bus: it was published or skipped meanwhile, or never refused. */
export class RefusedEventNotFoundError extends Error {
  override readonly name = 'RefusedEventNotFoundError';
  readonly code = 'REFUSED_EVENT_NOT_FOUND';
  readonly httpStatus = 404;
  constructor(messageId: string) {
    super(`No event ${messageId} that the bus refuses: see GET /v1/outbox/refused and /v1/outbox/skipped`);
  }
}

/** A replay's time range is empty or the wrong way round. Nothing was begun. */
export class ReplayNeedsRangeError extends Error {
  override readonly name = 'ReplayNeedsRangeError';
  /** Constant code for logs and answers. */
  readonly code = 'REPLAY_NEEDS_RANGE';
  constructor() {
    super('A replay needs a time range: from, and a later to');
  }
}
