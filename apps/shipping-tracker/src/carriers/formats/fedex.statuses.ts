import { codeTable, phraseTable } from './meaning.js';

/**
 * FedEx event types, the same in the old XML (`EventType`) and the REST interface (`eventType`,
 * `derivedStatusCode`). Source: FedEx Web Services developer guide, appendix "track service scan codes".
 */
export const fedexCodes = codeTable([
  ['OC IN', 'registered'],
  ['CA', 'cancelled', 'supplier'],
  ['PU PX IP', 'picked_up'],
  ['AA AD AF AR AX CC CP DP DR EA EO EP FD IT IX LO OF OX PF PL PM SF SP TP TR CH AC AP EL', 'in_transit'],
  ['OD ED DS', 'out_for_delivery'],
  ['HL HP', 'ready_for_pickup'],
  ['HA HX', 'on_hold', 'consignee'],
  ['DE', 'attempt_failed'],
  ['DY DD SE PD', 'delayed', 'carrier'],
  ['CD CU', 'on_hold', 'customs'],
  ['DL', 'delivered'],
  ['RS RR RC', 'returning'],
]);

/** What an exception was, by its words; a code of three digits has another meaning in each FedEx company. */
export const fedexExceptions = phraseTable([
  ['weather', 'delayed', 'weather'],
  ['customs', 'on_hold', 'customs'],
  ['clearance', 'on_hold', 'customs'],
  ['refused', 'attempt_failed', 'consignee'],
  ['not in', 'attempt_failed', 'consignee'],
  ['business closed', 'attempt_failed', 'consignee'],
  ['incorrect address', 'attempt_failed', 'consignee'],
  ['future delivery requested', 'on_hold', 'consignee'],
  ['unable to deliver', 'attempt_failed', 'carrier'],
  ['damage', 'on_hold', 'carrier'],
]);
