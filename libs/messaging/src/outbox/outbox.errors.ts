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
