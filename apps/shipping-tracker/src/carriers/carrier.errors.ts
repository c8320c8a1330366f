/** Nothing proves that the carrier sent it: no secret for this code, or no signature that fits. */
export class CarrierSignatureError extends Error {
  override readonly name = 'CarrierSignatureError';
  readonly code = 'INVALID_SIGNATURE';
  readonly httpStatus = 401;
  constructor(carrier: string) {
    super(`The signature does not prove that ${carrier} sent this.`);
  }
}

/** Why nothing of an answer counts. Each is a label of the metrics and of what people see. */
export const unreadableReasons = [
  /** The bytes are not the text that they claim to be. */
  'encoding',
  /** A web page: the carrier's error page, a firewall, a log-in. */
  'html',
  /** Ends in the middle. */
  'truncated',
  /** Neither XML nor JSON. */
  'malformed',
  /** More than any journey needs. */
  'too_large',
  /** XML with declarations that could read files or grow without end. */
  'forbidden_xml',
  /** Well-formed, but not this carrier's answer. */
  'unexpected_form',
  /** About a parcel that nobody asked about. */
  'wrong_parcel',
  /** One number, several parcels: which one is ours cannot be told. */
  'ambiguous_parcel',
  /** The carrier says that it cannot: wrong password, its own fault. */
  'carrier_error',
  /** A status of HTTP that no answer has. */
  'http_status',
] as const;
export type UnreadableReason = (typeof unreadableReasons)[number];

/** Why a carrier's answer, or its absence, brought nothing: what people see beside how often. */
export type RefusalReason =
  | UnreadableReason
  /** It wants to be asked less. */
  | 'limit'
  /** It did not answer, or not to the end, within its time. */
  | 'timeout'
  /** No connection, one that broke, or a fault of its own (5xx). */
  | 'unavailable'
  /** It gives no token to ask with: wrong client id or secret, or its token server is ill. */
  | 'no_token';

/** Signed or answered by the carrier, but nothing of it counts. Nothing was changed. */
export class CarrierUnreadableError extends Error {
  override readonly name = 'CarrierUnreadableError';
  readonly code = 'UNREADABLE_CARRIER_REPORT';
  readonly httpStatus = 422;
  constructor(
    readonly reason: UnreadableReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The carrier did not answer, or answered that it cannot now. */
export class CarrierUnavailableError extends Error {
  override readonly name = 'CarrierUnavailableError';
  readonly code = 'CARRIER_UNAVAILABLE';
  readonly httpStatus = 503;
  constructor(
    readonly reason: 'timeout' | 'unavailable' | 'no_token',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The carrier was not asked: after failures it is left alone for a while. Says nothing of its own about the carrier. */
export class CarrierBreakerOpenError extends Error {
  override readonly name = 'CarrierBreakerOpenError';
  readonly code = 'CARRIER_UNAVAILABLE';
  readonly httpStatus = 503;
  readonly reason = 'breaker_open';
  constructor(carrier: string) {
    super(`${carrier} is left alone after failures`);
  }
}

/** The carrier answered that it is asked too often. It is well; it must be asked less. */
export class CarrierLimitError extends Error {
  override readonly name = 'CarrierLimitError';
  readonly code = 'CARRIER_LIMIT';
  readonly httpStatus = 429;
  readonly reason = 'limit';
  /** @param pauseSeconds for how long it wants to be left alone */
  constructor(
    message: string,
    readonly pauseSeconds: number,
  ) {
    super(message);
  }
}
