import { isISO4217CurrencyCode } from 'class-validator';

/** Codes of ISO 4217 that nobody can pay with: metals, bond units, accounting units, "test" and "no currency". */
const notMoney = new Set('XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '));

/** Whether a value is the ISO 4217 code, in capitals, of money that people pay with. Every event can carry such a one. */
export const isCurrency = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Z]{3}$/.test(value) && isISO4217CurrencyCode(value) && !notMoney.has(value);
