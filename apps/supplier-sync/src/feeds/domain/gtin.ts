/** Why a GTIN is not one. */
export type GtinFault = 'GTIN_SCIENTIFIC_NOTATION' | 'GTIN_NOT_DIGITS' | 'GTIN_LENGTH' | 'GTIN_CHECK_DIGIT';

const lengths = [8, 12, 13, 14];

/**
 * Reads a GTIN-8, UPC-12, EAN-13 or GTIN-14. Spaces and hyphens are dropped.
 * A spreadsheet that wrote 4.00638E+12 has lost digits for good: guessing them would name another product.
 */
export function readGtin(text: string): { gtin: string } | { fault: GtinFault; detail: string } {
  const compact = text.replace(/[\s-]/g, '');
  if (/^\d+([.,]\d+)?[eE][+-]?\d+$/.test(text.replace(/\s/g, ''))) {
    return { fault: 'GTIN_SCIENTIFIC_NOTATION', detail: `${text} has lost digits; export the column as text` };
  }
  if (!/^\d+$/.test(compact)) return { fault: 'GTIN_NOT_DIGITS', detail: `${text} has characters other than digits` };
  if (!lengths.includes(compact.length)) {
    return { fault: 'GTIN_LENGTH', detail: `${text} has ${compact.length} digits, not 8, 12, 13 or 14` };
  }
  if (checkDigit(compact.slice(0, -1)) !== Number(compact.at(-1))) {
    return { fault: 'GTIN_CHECK_DIGIT', detail: `${text} ends in the wrong check digit` };
  }
  return { gtin: compact };
}

/** GS1 modulo 10: weights 3 and 1 from the right. */
function checkDigit(body: string): number {
  const weigh = (digit: string, fromRight: number): number => Number(digit) * (fromRight % 2 === 0 ? 3 : 1);
  const sum = Array.from(body)
    .reverse()
    .reduce((total, digit, index) => total + weigh(digit, index), 0);
  return (10 - (sum % 10)) % 10;
}
