/** There is no such parcel for this key. */
export class ShipmentNotFoundError extends Error {
  override readonly name = 'ShipmentNotFoundError';
  readonly code = 'SHIPMENT_NOT_FOUND';
  readonly httpStatus = 404;
  constructor(id: string) {
    super(`There is no shipment ${id} for this key.`);
  }
}

/** The event id was used before for another checkpoint of this parcel. */
export class EventIdReusedError extends Error {
  override readonly name = 'EventIdReusedError';
  readonly code = 'EVENT_ID_REUSED';
  readonly httpStatus = 422;
  constructor(eventId: string) {
    super(`The event id ${eventId} stands for another checkpoint of this shipment already.`);
  }
}

/** A checkpoint from the future: no zone mistake explains it. */
export class CheckpointInFutureError extends Error {
  override readonly name = 'CheckpointInFutureError';
  readonly code = 'OCCURRED_AT_IN_FUTURE';
  readonly httpStatus = 422;
  constructor() {
    super('occurredAt lies more than a day ahead.');
  }
}
