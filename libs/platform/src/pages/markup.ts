/** Markup that may be put on the page as it is. Only {@link markup} makes it. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: text is escaped, markup is not, absent things leave nothing. */
export type Content = Markup | string | number | null | readonly Markup[];

/**
 * A template whose values are escaped unless they are markup themselves. Not called `html`: formatters take
 * that for a whole document and put their own blanks on the page.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => (index === 0 ? part : contentText(values[index - 1]) + part)).join(''));
}

function contentText(value: Content | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map((markup) => markup.text).join('');
  return escapeHtml(String(value));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
