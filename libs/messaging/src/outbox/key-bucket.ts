/** Buckets that keys are spread over; relays lease whole buckets. Written into rows: never change it. */
export const BUCKETS = 64;

const FNV_OFFSET_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a, 32 bit, over the UTF-8 bytes. Frozen: pending rows carry buckets computed by older builds. */
export function fnv1a(text: string): number {
  let hash = FNV_OFFSET_BASIS;
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, FNV_PRIME);
  return hash >>> 0;
}

/** The bucket of an ordering key, 0 to 63. */
export function bucketOf(key: string): number {
  return fnv1a(key) % BUCKETS;
}
