import pino, { type DestinationStream, type Logger as PinoLogger } from 'pino';
import { currentTraceId } from '../tracing/current-trace.js';
import { isError } from '../problems/is-error.js';
import { maskPersonalData, maskText } from '../privacy/mask-personal-data.js';

/** Standard output of the process, one destination for all services in it. */
let standardOutput: DestinationStream | undefined;

/**
 * The log of one service: JSON lines with `service`, `level`, `time`, `traceId`; without personal data,
 * keys and cookies whatever a caller hands in.
 */
export function createLog(service: string, level: string, stream?: DestinationStream): PinoLogger {
  standardOutput ??= pino.destination({ fd: 1, sync: true });
  return pino(
    {
      level,
      base: { service },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => maskPersonalData(fields) as Record<string, unknown>,
      },
      serializers: { err: (error: unknown) => error },
      mixin: () => {
        const traceId = currentTraceId();
        return traceId === undefined ? {} : { traceId };
      },
      hooks: {
        logMethod([first, ...rest], method) {
          const plain = withPlainError(first);
          // The message is the first text; what follows only fills its placeholders.
          const [message, ...fillers] = rest;
          const text = typeof message === 'string' ? maskText(message) : message;
          method.apply(this, [typeof plain === 'string' ? maskText(plain) : plain, text, ...fillers]);
        },
      },
    },
    stream ?? standardOutput,
  );
}

/** Errors have no enumerable fields: written out here, so that masking sees their text too. */
function withPlainError(value: unknown): unknown {
  if (isError(value)) return { err: plainError(value) };
  if (typeof value !== 'object' || value === null || !('err' in value)) return value;
  return { ...value, err: isError(value.err) ? plainError(value.err) : value.err };
}

/** How many causes of an error are written. */
const CAUSES_MAX = 3;

function plainError(error: Error, depth = 0): Record<string, unknown> {
  const { code, cause } = error as Error & { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    stack: error.stack,
    ...(isError(cause) && depth < CAUSES_MAX ? { cause: plainError(cause, depth + 1) } : {}),
  };
}
