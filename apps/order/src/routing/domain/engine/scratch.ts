/** Bytes to begin with: enough for 20 lines × 30 suppliers. */
const BYTES = 1 << 17;
const ALIGNMENT = 8;

/**
 * Memory that one search after the other uses again. A search needs some forty small arrays for a few dozen
 * microseconds; asking the runtime for each, and having it collect them, took longer than the search.
 */
export class Scratch {
  private buffer = new ArrayBuffer(BYTES);
  private used = 0;

  floats(length: number): Float64Array {
    const at = this.take(length * Float64Array.BYTES_PER_ELEMENT);
    return new Float64Array(this.buffer, at, length).fill(0);
  }

  /** One number for each of a list. */
  floatsOf<T>(list: readonly T[], numberOf: (one: T) => number): Float64Array {
    const floats = this.floats(list.length);
    for (let at = 0; at < list.length; at += 1) floats[at] = numberOf(list[at]!);
    return floats;
  }

  /** 0, 1, 2, … */
  counting(length: number): Int32Array {
    const ints = this.ints(length);
    for (let at = 0; at < length; at += 1) ints[at] = at;
    return ints;
  }

  ints(length: number): Int32Array {
    const at = this.take(length * Int32Array.BYTES_PER_ELEMENT);
    return new Int32Array(this.buffer, at, length).fill(0);
  }

  bytes(length: number): Uint8Array {
    const at = this.take(length);
    return new Uint8Array(this.buffer, at, length).fill(0);
  }

  /** Where memory taken from now on begins; `release` gives back everything from there. */
  mark(): number {
    return this.used;
  }

  release(mark: number): void {
    this.used = mark;
  }

  /** When the memory is full a larger one takes its place; arrays that were handed out keep theirs. */
  private take(bytes: number): number {
    if (this.used + bytes > this.buffer.byteLength) {
      this.buffer = new ArrayBuffer(2 * (this.used + bytes + ALIGNMENT));
    }
    const at = this.used;
    this.used = Math.ceil((at + bytes) / ALIGNMENT) * ALIGNMENT;
    return at;
  }
}
