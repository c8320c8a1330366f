import { Logger, type LoggerService } from '@nestjs/common';
import type { Logger as PinoLogger } from 'pino';
import { isError } from '../problems/is-error.js';
import { currentScope } from '../service/service-scope.js';

type PinoLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Nest's own start-up chatter: interesting only when something is wrong with the start-up. */
const nestContexts = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'NestMicroservice',
]);

/**
 * Nest's `Logger` writing to a service's pino log. Inject it by the class `Logger`. Hand it an object to
 * log fields: `logger.log({ orderId, message: 'routed' })`, and an Error as second argument of `error`.
 */
export class ServiceLogger extends Logger {
  constructor(private readonly target: () => PinoLogger | undefined) {
    super();
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const isChatter = nestContexts.has(String(rest.at(-1)));
    this.write(isChatter ? 'debug' : 'info', message, rest);
  }
  override error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  override warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  override debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  override verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  override fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(level: PinoLevel, message: unknown, rest: unknown[]): void {
    const log = this.target();
    if (!log) return;
    const { fields, text } = readArguments(message, rest);
    log[level](fields, text);
  }
}

/** Nest calls with (message, …details, context?); details may be a stack, an Error or an object. */
function readArguments(
  message: unknown,
  rest: unknown[],
): { fields: Record<string, unknown>; text: string | undefined } {
  const fields: Record<string, unknown> = {};
  let text: string | undefined;
  if (isError(message)) fields['err'] = message;
  else if (typeof message === 'object' && message !== null) Object.assign(fields, message);
  else text = String(message);
  for (const [index, part] of rest.entries()) {
    if (isError(part)) fields['err'] = part;
    else if (typeof part === 'object' && part !== null) Object.assign(fields, part);
    else if (typeof part === 'string') fields[part.includes('\n    at ') ? 'stack' : contextField(index, rest)] = part;
  }
  return { fields, text };
}

const contextField = (index: number, rest: unknown[]): string => (index === rest.length - 1 ? 'context' : 'detail');

const scoped = new ServiceLogger(() => currentScope()?.log);

/**
 * Nest's static logger, shared by every application of the process: writes to the service that calls.
 * A plain object, because Nest refuses a subclass of `Logger` here.
 */
export const scopedNestLogger: LoggerService = {
  log: (message: unknown, ...rest: unknown[]) => scoped.log(message, ...rest),
  error: (message: unknown, ...rest: unknown[]) => scoped.error(message, ...rest),
  warn: (message: unknown, ...rest: unknown[]) => scoped.warn(message, ...rest),
  debug: (message: unknown, ...rest: unknown[]) => scoped.debug(message, ...rest),
  verbose: (message: unknown, ...rest: unknown[]) => scoped.verbose(message, ...rest),
  fatal: (message: unknown, ...rest: unknown[]) => scoped.fatal(message, ...rest),
};
