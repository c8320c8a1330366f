/** Knows since when nothing has changed any more. */
export class Stillness {
  private seen = '';
  private changedAt = Date.now();

  /** @returns whether it is another one than before. */
  note(fingerprint: string): boolean {
    if (fingerprint === this.seen) return false;
    this.seen = fingerprint;
    this.changedAt = Date.now();
    return true;
  }

  get quietMs(): number {
    return Date.now() - this.changedAt;
  }
}
