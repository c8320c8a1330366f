/**
 * Codes of the carriers that Kervan knows, and how people write them: folded to plain small letters, without
 * blanks and the words that every carrier has in its name.
 */
const writings: Readonly<Record<string, readonly string[]>> = {
  ups: ['unitedparcelservice'],
  usps: ['uspostalservice', 'unitedstatespostalservice'],
  fedex: ['federal', 'fdx', 'fedexground'],
  dhl: ['dhlecommerce', 'dhlpaket', 'dhlparcel', 'deutschepost'],
  yurtici: ['yk', 'yurticikargo'],
  aras: [],
  mng: ['dhlecommercetr', 'mngturkey'],
  ptt: ['pttkargo', 'pttavm', 'turkishpost'],
  surat: [],
};

/** What people write when they do not know. */
const unknown = new Set(['', 'unknown', 'other', 'none', 'na', 'bilinmiyor', 'diger', 'belirtilmemis', 'kargo']);

const codes = new Map(
  Object.entries(writings).flatMap(([code, others]) => [code, ...others].map((writing) => [writing, code] as const)),
);

/** A carrier as a supplier wrote it: a known code, nothing at all, or a name of the supplier's own. */
export type NamedCarrier =
  | { readonly kind: 'known'; readonly carrier: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'own'; readonly carrier: string };

/** Reads `Yurtiçi Kargo A.Ş.`, `UPS Express` or `?`. A name that is nobody's is kept as it stands, in small letters. */
export function readCarrierName(written: string): NamedCarrier {
  const words = wordsOf(written);
  const plain = words.join('');
  const bare = words.filter((word) => !titles.has(word)).join('');
  if (unknown.has(plain) || bare === '') return { kind: 'missing' };
  const carrier = [plain, bare, withoutTitle(plain), withoutTitle(bare)].map((name) => codes.get(name)).find(Boolean);
  return carrier === undefined ? { kind: 'own', carrier: written.trim().toLowerCase() } : { kind: 'known', carrier };
}

const withoutTitle = (name: string): string => name.replace(/(kargo|cargo|express)$/, '');

/** Words that any carrier has in its name. */
const titles = new Set(
  'kargo cargo express ekspres kurye courier lojistik logistics tasimacilik a s as inc ltd sti gmbh'.split(' '),
);

/** Words in small plain letters and digits. Turkish capital İ and small ı are the i of everybody else. */
const wordsOf = (text: string): string[] =>
  text
    .replaceAll('İ', 'i')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
