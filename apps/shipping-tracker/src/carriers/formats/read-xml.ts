import { CarrierUnreadableError } from '../carrier.errors.js';
import { AnswerPart, assertBounds, partsBudget } from './answer-part.js';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What may stand at a place of the text, longest first. */
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s>]+)\s*>|<([A-Za-z_][^\s/>]*)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;

/**
 * Reads the XML of carriers: elements and text, names without their prefix, attributes as parts called `@name`.
 * Declarations are refused, so
 * that there is nothing to expand and nothing to fetch.
 * @throws CarrierUnreadableError `forbidden_xml`, `html`, `truncated`, `malformed` or `too_large`
 */
export function readXml(text: string): AnswerPart {
  const tree = new OpenTree();
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) throw fault(text, at);
    at = token.lastIndex;
    const [, cdata, closing, opening, attributes = '', selfClosing, plain] = found;
    if (opening !== undefined) tree.open(opening, attributes, selfClosing === '/');
    else if (closing !== undefined) tree.close(closing);
    else tree.addText(cdata ?? withEntities(plain ?? ''));
  }
  return tree.finish();
}

/** The elements that are open while the text is read, outermost first. */
class OpenTree {
  private readonly root = new AnswerPart();
  private readonly elements: { readonly name: string; readonly part: AnswerPart }[] = [];
  private readonly budget = partsBudget();

  open(name: string, attributes: string, isEmpty: boolean): void {
    this.budget.left -= 1;
    assertBounds(this.elements.length, this.budget.left);
    const part = new AnswerPart();
    for (const [, key = '', double, single] of attributes.matchAll(attribute)) {
      const value = new AnswerPart();
      value.addText(withEntities(double ?? single ?? ''));
      this.budget.left -= 1;
      part.append(`@${localName(key)}`, value);
    }
    this.top.append(localName(name), part);
    if (!isEmpty) this.elements.push({ name, part });
  }

  close(name: string): void {
    if (this.elements.at(-1)?.name !== name) throw malformed(`</${name}> closes nothing`);
    this.elements.pop();
  }

  addText(text: string): void {
    this.top.addText(text);
  }

  /** @throws CarrierUnreadableError `truncated` while something is open */
  finish(): AnswerPart {
    const inside = this.elements.at(-1);
    if (inside) throw new CarrierUnreadableError('truncated', `ends inside <${inside.name}>`);
    return this.root;
  }

  private get top(): AnswerPart {
    return this.elements.at(-1)?.part ?? this.root;
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function withEntities(text: string): string {
  return text.replace(/&([^;&\s]{1,10};)?/g, (_whole, named?: string) => {
    const name = named?.slice(0, -1) ?? '';
    const known = entities[name];
    if (known !== undefined) return known;
    const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    const code = number?.[1] === undefined ? Number(number?.[2] ?? NaN) : parseInt(number[1], 16);
    if (!(code > 0 && code <= 0x10ffff)) throw malformed(`&${name}; is no character`);
    return String.fromCodePoint(code);
  });
}

/** Says what stands where nothing that we read may stand. */
function fault(text: string, at: number): CarrierUnreadableError {
  const rest = text.slice(at, at + 200);
  if (/^<!doctype\s+html/i.test(rest)) return new CarrierUnreadableError('html', 'a web page instead of XML');
  if (/^<!(doctype|entity)/i.test(rest)) {
    return new CarrierUnreadableError('forbidden_xml', 'declares a document type or entities');
  }
  const unfinished = !rest.includes('>') && text.length - at < 200;
  return unfinished ? new CarrierUnreadableError('truncated', 'ends inside a tag') : malformed(`at character ${at}`);
}

const malformed = (detail: string): CarrierUnreadableError =>
  new CarrierUnreadableError('malformed', `not well-formed XML: ${detail}`);
