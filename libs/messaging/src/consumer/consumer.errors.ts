/** Topics that this service consumes have event types that it neither handles nor ignores. Start-up fails. */
export class UnhandledEventTypesError extends Error {
  override readonly name = 'UnhandledEventTypesError';
  /** Constant code for logs. */
  readonly code = 'UNHANDLED_EVENT_TYPES';
  /** @param types as `<type>@<version>` */
  constructor(
    service: string,
    readonly types: readonly string[],
  ) {
    super(`${service} neither handles nor ignores: ${types.join(', ')}`);
  }
}

/** A handler takes a version that is no longer read: older versions come as the newest. Start-up fails. */
export class OutdatedEventHandlerError extends Error {
  override readonly name = 'OutdatedEventHandlerError';
  /** Constant code for logs. */
  readonly code = 'OUTDATED_EVENT_HANDLER';
  /** @param type as `<type>@<version>` */
  constructor(type: string) {
    super(`${type} is not the newest version of its event: handle that one, older messages are read as it`);
  }
}

/** One event type has two handlers, or a handler and an ignore, in one service. Start-up fails. */
export class DuplicateEventHandlerError extends Error {
  override readonly name = 'DuplicateEventHandlerError';
  /** Constant code for logs. */
  readonly code = 'DUPLICATE_EVENT_HANDLER';
  constructor(type: string) {
    super(`${type} is claimed more than once in this service`);
  }
}

/** Another process moved the key while this one waited for it. Asking again settles it. */
export class KeyRacedError extends Error {
  override readonly name = 'KeyRacedError';
  /** Constant code for logs. */
  readonly code = 'KEY_RACED';
  constructor(topic: string, key: string) {
    super(`${topic} ${key} was moved by another process`);
  }
}
