/**
 * Whether a thrown value is an error. `instanceof` alone says no to Node's own errors in a VM context (tests),
 * and a lost connection would look like a defect.
 */
export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}
