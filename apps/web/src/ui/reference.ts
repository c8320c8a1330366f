/**
 * A name for one message that a person sends, so that sending it twice does it once. Made of random
 * bytes rather than `crypto.randomUUID`, which browsers keep from pages served without TLS.
 */
export function newReference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
