/** No parked message has this id. */
export class ParkedMessageNotFoundError extends Error {
  override readonly name = 'ParkedMessageNotFoundError';
  readonly code = 'PARKED_MESSAGE_NOT_FOUND';
  readonly httpStatus = 404;
  constructor(id: string) {
    super(`No parked message ${id}`);
  }
}

/** The parked message was replayed or skipped already. */
export class ParkedMessageSettledError extends Error {
  override readonly name = 'ParkedMessageSettledError';
  readonly code = 'PARKED_MESSAGE_SETTLED';
  readonly httpStatus = 409;
  constructor(id: string, state: string) {
    super(`Parked message ${id} is already ${state}`);
  }
}

/** Only the first unsettled message of a key may be skipped: the later ones depend on it. */
export class ParkedMessageBehindError extends Error {
  override readonly name = 'ParkedMessageBehindError';
  readonly code = 'PARKED_MESSAGE_BEHIND';
  readonly httpStatus = 409;
  constructor(id: string, headId: string) {
    super(`Parked message ${id} waits behind ${headId}: settle that one first`);
  }
}
