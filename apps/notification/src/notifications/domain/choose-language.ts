/** The first of the wishes that messages are written in, for instance of `de`, `tr-TR`; English otherwise. */
export function chooseLanguage(...wishes: readonly (string | null | undefined)[]): 'tr' | 'en' {
  for (const wish of wishes) {
    const code = wish?.slice(0, 2).toLowerCase();
    if (code === 'tr' || code === 'en') return code;
  }
  return 'en';
}
