/**
 * Country calling codes (ITU-T E.164) of the countries that shops send to most; `trunk` is what people dial before a
 * number within the country and nobody dials from outside.
 */
const callingCodes: Readonly<Record<string, { readonly code: string; readonly trunk: string }>> = {
  TR: { code: '90', trunk: '0' },
  DE: { code: '49', trunk: '0' },
  AT: { code: '43', trunk: '0' },
  CH: { code: '41', trunk: '0' },
  NL: { code: '31', trunk: '0' },
  BE: { code: '32', trunk: '0' },
  FR: { code: '33', trunk: '0' },
  GB: { code: '44', trunk: '0' },
  IE: { code: '353', trunk: '0' },
  IT: { code: '39', trunk: '' },
  ES: { code: '34', trunk: '' },
  PT: { code: '351', trunk: '' },
  PL: { code: '48', trunk: '' },
  SE: { code: '46', trunk: '0' },
  DK: { code: '45', trunk: '' },
  US: { code: '1', trunk: '1' },
  CA: { code: '1', trunk: '1' },
};

/** At most 15 digits (E.164); the shortest mobile numbers with their country have 8. */
const E164 = /^\+[1-9]\d{7,14}$/;

/** Whether a text is a number as E.164 writes it. */
export const isE164 = (text: string): boolean => E164.test(text);

/**
 * A number as people write it, in the form of E.164: `0532 123 45 67` in Türkiye is `+905321234567`. Null when nobody
 * could say whom it reaches: letters, extensions, or a national number of a country that is not known here.
 * @param country ISO 3166-1 alpha-2 of the address.
 */
export function toE164(text: string | null | undefined, country: string | null): string | null {
  // Some write the trunk's zero behind their country's code, where nobody dials it.
  const written = (text ?? '').trim().replace(/^(\+\d+ ?)\(0\)/, '$1');
  if (!/^[+\d(][\d\s()./-]*$/.test(written)) return null;
  const digits = written.replace(/\D/g, '');
  const international = written.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null;
  const number = international === null ? nationalNumber(digits, country) : `+${international}`;
  return number !== null && isE164(number) ? number : null;
}

function nationalNumber(digits: string, country: string | null): string | null {
  const known = callingCodes[country ?? ''];
  if (!known) return null;
  const { code, trunk } = known;
  const withoutTrunk = trunk !== '' && digits.startsWith(trunk) ? digits.slice(trunk.length) : digits;
  return `+${code}${withoutTrunk}`;
}
