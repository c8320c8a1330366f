import type { FaultParty, ShipmentStatus } from '#contracts';

/** What a carrier's word means here, and who caused it when the word says so. */
export interface Meaning {
  readonly status: ShipmentStatus;
  /** Null: the usual party for this status. */
  readonly fault: FaultParty | null;
}

/** A row of a carrier's table: its words, our status, and the party at fault when the words name it. */
export type MeaningRow = readonly [words: string, status: ShipmentStatus, fault?: FaultParty];

/** What a carrier's codes mean. `words` of a row are codes separated by blanks. */
export function codeTable(rows: readonly MeaningRow[]): ReadonlyMap<string, Meaning> {
  return new Map(
    rows.flatMap(([words, status, fault]) =>
      words.split(' ').map((code) => [code, { status, fault: fault ?? null }] as const),
    ),
  );
}

/** What a carrier's sentences mean: the first row whose every word stands in the folded text. */
export function phraseTable(rows: readonly MeaningRow[]): (text: string | null) => Meaning | undefined {
  const read = rows.map(([words, status, fault]) => ({
    words: words.split(' '),
    meaning: { status, fault: fault ?? null },
  }));
  return (text) => {
    const plain = foldText(text ?? '');
    return read.find(({ words }) => words.every((word) => plain.includes(word)))?.meaning;
  };
}

/** Small letters without marks: Turkish carriers write with and without them, and in capitals. */
export const foldText = (text: string): string =>
  text
    .replaceAll('İ', 'i')
    .replaceAll('I', 'i')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

/** What Turkish carriers say in sentences. Order matters: what names a failure stands before what it failed at. */
export const turkishPhrases = phraseTable([
  ['hava muhalefet', 'delayed', 'weather'],
  ['hava kosul', 'delayed', 'weather'],
  ['gumruk', 'on_hold', 'customs'],
  ['gondericiye teslim', 'returned'],
  ['gondericisine teslim', 'returned'],
  ['iade teslim', 'returned'],
  ['iade edildi', 'returned'],
  ['iade', 'returning'],
  ['kabul edilmedi', 'attempt_failed', 'consignee'],
  ['teslim edilemedi adres yetersiz', 'attempt_failed', 'supplier'],
  ['teslim edilemedi adres yanlis', 'attempt_failed', 'supplier'],
  ['teslim edilemedi adreste', 'attempt_failed', 'consignee'],
  ['teslim edilemedi', 'attempt_failed'],
  ['adres yetersiz', 'attempt_failed', 'supplier'],
  ['adres yanlis', 'attempt_failed', 'supplier'],
  ['teslim alinmadi', 'attempt_failed', 'consignee'],
  ['adreste yok', 'attempt_failed', 'consignee'],
  ['adreste bulunamadi', 'attempt_failed', 'consignee'],
  ['ulasilamadi', 'attempt_failed', 'consignee'],
  ['hasar', 'on_hold', 'carrier'],
  ['kayip', 'on_hold', 'carrier'],
  ['gecik', 'delayed', 'carrier'],
  ['bekletil', 'on_hold'],
  ['teslim noktasinda', 'ready_for_pickup'],
  ['subede bekl', 'ready_for_pickup'],
  ['subeden teslim', 'ready_for_pickup'],
  ['teslim edil', 'delivered'],
  ['teslimat tamamlandi', 'delivered'],
  ['dagitim', 'out_for_delivery'],
  ['dagitici', 'out_for_delivery'],
  ['teslimat adresine', 'out_for_delivery'],
  ['teslimata cik', 'out_for_delivery'],
  ['iptal', 'cancelled'],
  ['engellendi', 'cancelled'],
  ['islem yapilmadi', 'registered'],
  ['islem gormemis', 'registered'],
  ['kayit', 'registered'],
  ['siparis alindi', 'registered'],
  ['aktarma', 'in_transit'],
  ['transfer', 'in_transit'],
  ['indirildi', 'in_transit'],
  ['yuklendi', 'in_transit'],
  ['yolda', 'in_transit'],
  ['sevk', 'in_transit'],
  ['varis', 'in_transit'],
  ['teslimat subesi', 'in_transit'],
  ['teslim birimi', 'in_transit'],
  ['cikis sube', 'picked_up'],
  ['kabul', 'picked_up'],
  ['kargoya verildi', 'picked_up'],
]);
