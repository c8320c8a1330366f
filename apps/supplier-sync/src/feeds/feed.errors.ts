/** A feed that cannot be read at all. Nothing of it was applied. */
export class UnreadableFeedError extends Error {
  override readonly name = 'UnreadableFeedError';
  readonly httpStatus = 422;
  constructor(
    readonly code: string,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}

/** A kind of file, or a compression, that is not taken. */
export class FeedFormatNotSupportedError extends Error {
  override readonly name = 'FeedFormatNotSupportedError';
  readonly code = 'FEED_FORMAT_NOT_SUPPORTED';
  readonly httpStatus = 415;
  constructor(readonly detail: string) {
    super(detail);
  }
}
