/** What a mail to a customer lets its reader do. */
export interface MailLinks {
  /** Of the order's page. */
  readonly token: string;
  readonly survey: { readonly link: string; readonly scoreMax: number } | null;
}

/** The links of a mail; null when it is for nobody who bought something. */
export function linksOf(text: string): MailLinks | null {
  const token = /\/track\/([\w-]+)/.exec(text)?.[1];
  if (token === undefined) return null;
  const choices = [...text.matchAll(/\/v1\/surveys\/([\w-]+)\?score=(\d+)/g)];
  const link = choices[0]?.[1];
  const scoreMax = Math.max(...choices.map(([, , score]) => Number(score)));
  return { token, survey: link === undefined ? null : { link, scoreMax } };
}
