/** Codes in the place of a protocol version: SSLRequest and GSSENCRequest are answered, then the start-up follows. */
const ENCRYPTION_REQUESTS = [80_877_103, 80_877_104];
/** What a statement that is no COMMIT is not worth keeping more of. */
const STATEMENT_BYTES = 16;

/**
 * Finds COMMIT in what a PostgreSQL client says: just enough of protocol 3.0, whatever pieces it arrives in.
 * Source: PostgreSQL documentation, "Message Formats" (Query, Parse, StartupMessage).
 */
export class CommitDetector {
  private pending: Buffer = Buffer.alloc(0);
  private hasStarted = false;

  /** @returns whether a COMMIT was complete with this piece. */
  push(piece: Buffer): boolean {
    this.pending = this.pending.length === 0 ? piece : Buffer.concat([this.pending, piece]);
    let found = false;
    for (let message = this.take(); message !== null; message = this.take()) found ||= isCommit(message);
    return found;
  }

  /** The next whole message with its type byte; the start-up has none. */
  private take(): Buffer | null {
    const typeBytes = this.hasStarted ? 1 : 0;
    if (this.pending.length < typeBytes + 4) return null;
    const total = typeBytes + this.pending.readInt32BE(typeBytes);
    if (this.pending.length < total) return null;
    const message = this.pending.subarray(0, total);
    this.pending = this.pending.subarray(total);
    if (this.hasStarted) return message;
    this.hasStarted = !ENCRYPTION_REQUESTS.includes(message.readInt32BE(4));
    return Buffer.alloc(0);
  }
}

/** Query (`Q`): the text. Parse (`P`): a name that ends in zero, then the text. */
function isCommit(message: Buffer): boolean {
  const type = String.fromCharCode(message[0] ?? 0);
  if (type !== 'Q' && type !== 'P') return false;
  const start = type === 'Q' ? 5 : message.indexOf(0, 5) + 1;
  return /^\s*commit\b/i.test(message.subarray(start, start + STATEMENT_BYTES).toString('latin1'));
}
