/** One field of a form. */
export interface FormPart {
  readonly name: string;
  /** Whether it is a file: one in which nothing was chosen has no bytes. */
  readonly isFile: boolean;
  readonly bytes: Buffer;
}

/** Fields of one form: more than any page has. */
const PARTS_MAX = 50;
/** Bytes of what stands before a field: its name, and what its file is called. */
const HEAD_MAX_BYTES = 4_096;

const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;
const CRLF = '\r\n';

/**
 * The fields of a `multipart/form-data` body as browsers send it (RFC 7578): no preamble, nothing nested. Each byte is
 * looked at once or twice, whatever is in it; what a file is called is not kept.
 * @returns null for what is none, is cut off, or has more fields than a page.
 */
export function partsOf(body: Buffer, contentType: string): FormPart[] | null {
  const [, quoted, bare] = BOUNDARY.exec(contentType) ?? [];
  const boundary = `--${quoted ?? bare ?? ''}`;
  if (boundary === '--' || body.indexOf(boundary) !== 0) return null;
  const parts: FormPart[] = [];
  let at = boundary.length;
  while (parts.length <= PARTS_MAX) {
    const mark = body.toString('latin1', at, at + 2);
    if (mark === '--') return parts;
    const read = mark === CRLF ? partAt(body, at + 2, boundary) : null;
    if (!read) return null;
    parts.push(read.part);
    at = read.end;
  }
  return null;
}

/** The part that begins here, and where its closing boundary ends. */
function partAt(body: Buffer, from: number, boundary: string): { part: FormPart; end: number } | null {
  const headEnd = body.subarray(from, from + HEAD_MAX_BYTES).indexOf(CRLF + CRLF);
  if (headEnd === -1) return null;
  const head = body.toString('utf8', from, from + headEnd);
  const begin = from + headEnd + 2 * CRLF.length;
  const end = body.indexOf(CRLF + boundary, begin);
  const [, name] = /^content-disposition:\s*form-data;(?:.*;)?\s*name="([^"]*)"/im.exec(head) ?? [];
  if (end === -1 || name === undefined) return null;
  const part = { name, isFile: /;\s*filename\*?=/i.test(head), bytes: body.subarray(begin, end) };
  return { part, end: end + CRLF.length + boundary.length };
}
