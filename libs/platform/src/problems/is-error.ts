import { isNativeError } from 'node:util/types';

/** Whether a thrown value is an error, also one of Node's own in a VM context, where `instanceof` says no. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || isNativeError(value);
}
