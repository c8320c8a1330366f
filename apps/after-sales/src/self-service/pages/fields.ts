import { markup, type Content, type Markup } from '#platform';

/** What is wrong with which field, in words. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A labelled field; its error stands beside it and is read with it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly hint?: string;
}

/** One choice of a list. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A field of one line. @param kind attributes of its own, such as the keyboard that a phone shows. */
export const inputField = (field: Field, kind: Markup): Markup =>
  labelled(field, markup`<input name="${field.name}" value="${field.value}" ${kind}${described(field)}>`);

/** A text of several lines. */
export const textField = (field: Field, max: number): Markup =>
  labelled(
    field,
    markup`<textarea name="${field.name}" maxlength="${max}"${described(field)}>
${field.value}</textarea>`,
  );

/** Photos to choose; a phone offers its camera too. What was chosen cannot be shown again: it is chosen again. */
export const photoField = (field: Field): Markup =>
  labelled(
    field,
    markup`<input type="file" name="${field.name}" accept="image/jpeg,image/png,image/webp" multiple${described(field)}>`,
  );

/** One of a list. */
export const choiceField = (field: Field, choices: readonly Choice[]): Markup =>
  labelled(
    field,
    markup`<select name="${field.name}"${described(field)}>${choices.map((choice) => option(choice, field.value))}</select>`,
  );

/** What the form carries along. */
export const hidden = (name: string, value: string): Markup =>
  markup`<input type="hidden" name="${name}" value="${value}">`;

/** Above a form that was not accepted; read at once. */
export const banner = (text: string | null): Content =>
  text === null ? null : markup`<p class="banner" role="alert">${text}</p>`;

/** Head of a page. */
export const hero = (title: string, ...texts: readonly (string | null)[]): Markup =>
  markup`<section class="hero"><h1>${title}</h1>${texts.map((text) => (text === null ? markup`` : markup`<p>${text}</p>`))}</section>`;

const option = ({ value, label }: Choice, chosen: string): Markup =>
  markup`<option value="${value}"${value === chosen ? markup` selected` : null}>${label}</option>`;

const labelled = ({ name, label, error, hint }: Field, control: Markup): Markup =>
  markup`<div class="field"><label for="${name}">${label}</label>${control}${
    error === undefined ? null : markup`<p class="error" id="${name}-error">${error}</p>`
  }${hint === undefined ? null : markup`<p class="hint" id="${name}-hint">${hint}</p>`}</div>`;

function described({ name, error, hint }: Field): Markup {
  const ids = [...(error === undefined ? [] : [`${name}-error`]), ...(hint === undefined ? [] : [`${name}-hint`])];
  const by = ids.length === 0 ? null : markup` aria-describedby="${ids.join(' ')}"`;
  return markup` id="${name}"${error === undefined ? null : markup` aria-invalid="true"`}${by}`;
}
