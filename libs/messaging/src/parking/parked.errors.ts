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

/**
 * A key or a merchant has as many unsettled messages as there may be. The message stays on the bus and comes again:
 * settle or replay what is parked, and the partition goes on by itself.
 */
export class ParkingFullError extends Error {
  override readonly name = 'ParkingFullError';
  readonly code = 'PARKING_FULL';
  constructor(
    readonly scope: 'key' | 'merchant',
    readonly of: string,
    max: number,
  ) {
    super(`The ${scope} ${of} has ${max} parked messages and no room for more: replay or skip some`);
  }
}

/** No run of replays has this id. */
export class ParkedReplayNotFoundError extends Error {
  override readonly name = 'ParkedReplayNotFoundError';
  readonly code = 'PARKED_REPLAY_NOT_FOUND';
  readonly httpStatus = 404;
  constructor(id: string) {
    super(`No replay ${id}`);
  }
}
