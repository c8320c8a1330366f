/** What a feed's bytes are read as: a label that TextDecoder knows. */
export type FeedEncoding = string;

/** Looks at bytes as they arrive; memory does not grow with the feed. */
export class EncodingDetector {
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true });
  private isUtf8 = true;
  private head = Buffer.alloc(0);

  add(chunk: Uint8Array): void {
    if (this.head.length < SAMPLE_BYTES) this.head = Buffer.concat([this.head, chunk]).subarray(0, SAMPLE_BYTES);
    if (this.isUtf8) this.isUtf8 = decodes(() => this.utf8.decode(chunk, { stream: true }));
  }

  /** A byte order mark decides, then what the sender declared, then validity. */
  result(declared: string | null): FeedEncoding {
    const marked = byteOrderMark(this.head) ?? wideWithoutMark(this.head);
    if (marked) return marked;
    const valid = this.isUtf8 && decodes(() => this.utf8.decode());
    if (declared !== null && isKnown(declared) && !(isUtf8Label(declared) && !valid)) return declared;
    // windows-1254 is windows-1252 but for six letters, which in feeds of this market are Turkish, not Icelandic.
    return valid ? 'utf-8' : 'windows-1254';
  }
}

/** Enough to see a mark and the rhythm of two-byte letters. */
const SAMPLE_BYTES = 4096;

function byteOrderMark(head: Buffer): FeedEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

/** A header is ASCII letters, so UTF-16 shows as zero in every second byte; anything else with zeros is binary. */
function wideWithoutMark(head: Buffer): FeedEncoding | null {
  const sample = head.subarray(0, 64);
  if (sample.length < 8) return null;
  const zeros = (offset: number): number =>
    [...sample].filter((byte, index) => index % 2 === offset && byte === 0).length;
  const half = Math.floor(sample.length / 2);
  if (zeros(1) >= half - 2 && zeros(0) === 0) return 'utf-16le';
  if (zeros(0) >= half - 2 && zeros(1) === 0) return 'utf-16be';
  return null;
}

const isUtf8Label = (label: string): boolean => /^utf-?8$/i.test(label);

const isKnown = (label: string): boolean => decodes(() => new TextDecoder(label).encoding);

function decodes(attempt: () => string): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
