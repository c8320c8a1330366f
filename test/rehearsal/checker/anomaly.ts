/**
 * What must never be. The first six are counted in the JSON of a run under the names of the outside surface; the names
 * in brackets are those of Jepsen's reports.
 */
export const anomalyKinds = [
  /** An order that was accepted is not there, or never comes to rest (lost write). */
  'lost',
  /** Something was bought twice (duplicate effect). */
  'duplicatePurchaseOrder',
  /** Somebody was told twice (duplicate effect). */
  'duplicateNotification',
  /** Facts of one key were handled in another order than they happened (non-monotonic). */
  'outOfOrder',
  /** Stock commitments and their ledger disagree. */
  'oversold',
  /** Units that no state speaks for. */
  'unexplained',
  /** A consumer never handled a committed event (unseen write). */
  'lostEvent',
  /** An event, or a purchase, without a committed row behind it (dirty read). */
  'phantom',
  /** After everything was healed something still waits. */
  'stuckBacklog',
  /** A message that nobody can handle was not set aside where an operator sees it, or it stopped other keys. */
  'poison',
  /** A routing decision that its recorded input does not give again, byte for byte (unrepeatable). */
  'notReplayable',
  /** The store was asked to pay back something that it was asked for before (duplicate effect). */
  'secondRefund',
  /** One request of a customer became two returns or complaints (duplicate effect). */
  'duplicateCase',
  /** A supplier was asked twice for the same other address (duplicate effect). */
  'duplicateAddress',
  /** A parcel that goes nowhere anybody said, or elsewhere than its order. */
  'wrongAddress',
  /** A browser that was gone, as the product knew, got another message. */
  'pushAfterGone',
  /** A customer got more mails about an order than the merchant's rules allow. */
  'beyondCap',
  /** A customer hears nothing for longer than the merchant's rules allow. */
  'beyondSilence',
  /** What a customer wrote would be run by a mail program or a browser. */
  'unsafeText',
] as const;
export type AnomalyKind = (typeof anomalyKinds)[number];

/** One of them, with the id to look for. */
export interface Anomaly {
  readonly kind: AnomalyKind;
  readonly subject: string;
  readonly detail: string;
}
