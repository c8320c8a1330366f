/** Why a number in a feed is not one. */
export type NumberFault = 'NOT_A_NUMBER' | 'AMBIGUOUS_NUMBER' | 'NEGATIVE' | 'NOT_WHOLE' | 'TOO_LARGE' | 'TOO_PRECISE';

export type NumberOutcome = { readonly value: number } | { readonly fault: NumberFault; readonly detail: string };

interface Decimal {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** Units of a SKU; 5, 5.0, "5,00" and 1.234.567 are whole numbers, "1.000" may be one or a thousand. */
export function readQuantity(text: string, maximum = 1_000_000_000): NumberOutcome {
  const decimal = readDecimal(text);
  if ('fault' in decimal) return decimal;
  if (decimal.negative && !isZero(decimal)) return { fault: 'NEGATIVE', detail: `${text} is below zero` };
  if (/[^0]/.test(decimal.fraction)) return { fault: 'NOT_WHOLE', detail: `${text} is not a whole number` };
  return bounded(Number(decimal.whole), text, maximum);
}

/** An amount like 149.90 or "1.234,56" in minor units, exactly: no floating point, no rounding. */
export function readMinorUnits(text: string, currency: string): NumberOutcome {
  const decimal = readDecimal(text);
  if ('fault' in decimal) return decimal;
  if (decimal.negative && !isZero(decimal)) return { fault: 'NEGATIVE', detail: `${text} is below zero` };
  const digits = minorDigits(currency);
  const fraction = decimal.fraction.replace(/0+$/, '');
  if (fraction.length > digits) {
    return { fault: 'TOO_PRECISE', detail: `${text} has more than the ${digits} decimals of ${currency}` };
  }
  return bounded(Number(decimal.whole + fraction.padEnd(digits, '0')), text, Number.MAX_SAFE_INTEGER);
}

const digitsByCurrency = new Map<string, number>();

/** Decimals of a currency: 2 for TRY, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  digitsByCurrency.set(currency, digits);
  return digits;
}

/**
 * Point or comma, with or without thousands groups. One separator before exactly three digits can mean
 * both, and a stock or a price a thousand times off is worse than a row that a person has to look at.
 */
function readDecimal(text: string): Decimal | { fault: NumberFault; detail: string } {
  const compact = text.replace(/[\s\u00a0\u202f']/g, '');
  const match = /^([+-]?)(\d[\d.,]*|[.,]\d+)$/.exec(compact);
  if (!match) return { fault: 'NOT_A_NUMBER', detail: `${text} is not a number` };
  const negative = match[1] === '-';
  const body = match[2] ?? '';
  const separators = body.replace(/\d/g, '');
  if (separators === '') return { negative, whole: body, fraction: '' };

  const last = separators.slice(-1);
  const decimalIsLast = new Set(separators).size === 2 && separators.indexOf(last) === separators.length - 1;
  if (decimalIsLast) return grouped(body, last, negative, text);
  if (separators.length > 1) return grouped(body, null, negative, text);

  const [whole = '', fraction = ''] = body.split(last);
  if (fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) {
    return { fault: 'AMBIGUOUS_NUMBER', detail: `${text} can be ${whole}${fraction} or ${whole} and a fraction` };
  }
  return { negative, whole: whole === '' ? '0' : whole, fraction };
}

function grouped(
  body: string,
  decimalMark: string | null,
  negative: boolean,
  text: string,
): Decimal | { fault: NumberFault; detail: string } {
  const at = decimalMark === null ? body.length : body.lastIndexOf(decimalMark);
  const whole = body.slice(0, at);
  if (!/^\d{1,3}([.,]\d{3})+$/.test(whole)) return { fault: 'NOT_A_NUMBER', detail: `${text} is not a number` };
  return { negative, whole: whole.replace(/[.,]/g, ''), fraction: body.slice(at + 1) };
}

const isZero = ({ whole, fraction }: Decimal): boolean => !/[1-9]/.test(whole + fraction);

const bounded = (value: number, text: string, maximum: number): NumberOutcome =>
  value > maximum ? { fault: 'TOO_LARGE', detail: `${text} is more than ${maximum}` } : { value };
