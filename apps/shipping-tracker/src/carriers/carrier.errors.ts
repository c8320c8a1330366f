/** Nothing proves that the carrier sent it: no secret for this code, or no signature that fits. */
export class CarrierSignatureError extends Error {
  override readonly name = 'CarrierSignatureError';
  readonly code = 'INVALID_SIGNATURE';
  readonly httpStatus = 401;
  constructor(carrier: string) {
    super(`The signature does not prove that ${carrier} sent this.`);
  }
}

/** Signed or answered by the carrier, but nothing of it is a checkpoint. */
export class CarrierUnreadableError extends Error {
  override readonly name = 'CarrierUnreadableError';
  readonly code = 'UNREADABLE_CARRIER_REPORT';
  readonly httpStatus = 422;
}

/** The carrier did not answer, or answered that it cannot now. */
export class CarrierUnavailableError extends Error {
  override readonly name = 'CarrierUnavailableError';
  readonly code = 'CARRIER_UNAVAILABLE';
  readonly httpStatus = 503;
}
