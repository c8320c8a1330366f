export type CsvCell = string | number | null;

/** What a spreadsheet takes for the beginning of a formula (OWASP: CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * RFC 4180 with a header. Text that a spreadsheet would run is kept from it by an apostrophe in front; numbers are
 * ours, and stay numbers.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
