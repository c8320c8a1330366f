/** The token of a one-time link, `/#/sign-in/<token>`; the part after `#` never reaches a server's log. */
export function linkTokenOf(hash: string): string | null {
  const match = /^#\/sign-in\/([\w.~-]+)$/.exec(hash);
  return match?.[1] ?? null;
}
