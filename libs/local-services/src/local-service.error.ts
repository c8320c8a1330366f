/** Why a local service cannot run here. */
export type LocalServiceCode =
  | 'DATA_DIRECTORY_IN_USE'
  | 'POSTGRES_BINARIES_MISSING'
  | 'POSTGRES_DATA_UNREADABLE'
  | 'POSTGRES_DID_NOT_START'
  | 'KAFKA_NEEDS_DOCKER_OR_JAVA'
  | 'KAFKA_DOWNLOAD_FAILED'
  | 'KAFKA_DID_NOT_START';

/** A local service that cannot run on this machine; the message says what to do about it. */
export class LocalServiceUnavailableError extends Error {
  override readonly name = 'LocalServiceUnavailableError';
  constructor(
    readonly code: LocalServiceCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
