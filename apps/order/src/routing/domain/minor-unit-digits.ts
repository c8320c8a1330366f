/** Currencies whose minor unit is not a hundredth. Source: ISO 4217, list one. */
const digitsByCurrency: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ['CLF', 4],
  ['UYW', 4],
]);

/** Digits after the point of an amount in this currency. */
export const minorUnitDigits = (currency: string): number => digitsByCurrency.get(currency) ?? 2;
