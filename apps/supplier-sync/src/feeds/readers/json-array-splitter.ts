/** The text is not the JSON that was expected; `message` says where it went wrong. */
export class JsonSplitError extends Error {
  override readonly name = 'JsonSplitError';
}

/** One element at most. */
const ELEMENT_CHARACTERS_MAX = 1024 * 1024;
/** Everything around the elements at most. */
const FRAME_CHARACTERS_MAX = 64 * 1024;

/**
 * Cuts `{"<key>": [element, …], …}` or `[element, …]` into its elements while the text arrives, so that a
 * feed of any size is never in memory whole. Elements are handed out as text. What stands around them (the
 * frame) is kept and parsed at the end: the document as a whole must be JSON.
 */
export class JsonArraySplitter {
  private frame = '';
  private element = '';
  private inElements = false;
  private found = false;
  private afterComma = false;
  private depth = 0;
  private inString = false;
  private escaped = false;

  constructor(private readonly key: string) {}

  /** Elements completed by this piece of text. @throws JsonSplitError */
  *push(text: string): Generator<string> {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const letter = text.charAt(at);
      if (this.skipsInString(letter)) continue;
      if (this.inElements) {
        if (this.depth === 0 && (letter === ',' || letter === ']')) {
          yield* this.endElement(text.slice(from, at), letter);
          from = letter === ']' ? at : at + 1;
        } else this.count(letter);
      } else if (letter === '[' && this.opensElements(text.slice(from, at))) {
        this.keep(text.slice(from, at + 1));
        from = at + 1;
        this.inElements = true;
        this.found = true;
        this.depth = 0;
      } else this.count(letter);
    }
    this.keep(text.slice(from));
  }

  /** @throws JsonSplitError when the document is cut off, is not JSON or has no such list. */
  end(): void {
    if (this.inElements) throw new JsonSplitError('The document ends inside its list');
    try {
      JSON.parse(this.frame);
    } catch (error) {
      throw new JsonSplitError(error instanceof Error ? error.message : 'not JSON');
    }
    if (!this.found) throw new JsonSplitError(`The document has no list "${this.key}"`);
  }

  private skipsInString(letter: string): boolean {
    if (!this.inString) {
      if (letter === '"') this.inString = true;
      return letter === '"';
    }
    if (this.escaped) this.escaped = false;
    else if (letter === '\\') this.escaped = true;
    else if (letter === '"') this.inString = false;
    return true;
  }

  private count(letter: string): void {
    if (letter === '{' || letter === '[') this.depth += 1;
    else if (letter === '}' || letter === ']') this.depth -= 1;
  }

  /** The list opens as the whole document, or as the value of the key in the outermost object. */
  private opensElements(sinceKept: string): boolean {
    const before = (this.frame + sinceKept).trimEnd();
    if (this.depth === 0) return before === '';
    return this.depth === 1 && before.startsWith('{') && /"([^"\\]*)"\s*:$/.exec(before)?.[1] === this.key;
  }

  private *endElement(tail: string, letter: ',' | ']'): Generator<string> {
    const element = (this.element + tail).trim();
    this.element = '';
    if (element !== '') yield element;
    else if (letter === ',' || this.afterComma) throw new JsonSplitError('A list element is missing');
    this.afterComma = letter === ',';
    if (letter === ']') {
      this.inElements = false;
      this.depth = this.frame.trimStart().startsWith('{') ? 1 : 0;
    }
  }

  private keep(text: string): void {
    if (this.inElements) {
      this.element += text;
      if (this.element.length > ELEMENT_CHARACTERS_MAX) throw new JsonSplitError('A list element is too long');
      return;
    }
    this.frame += text;
    if (this.frame.length > FRAME_CHARACTERS_MAX) throw new JsonSplitError(`There is no list "${this.key}" in sight`);
  }
}
