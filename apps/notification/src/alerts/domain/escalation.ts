/** How often an alert is repeated to somebody who does not answer: after that only the list shows it. */
const REPETITIONS_MAX = 5;

/**
 * Seconds until an alert that nobody acknowledged is repeated; null: no more. Each pause is twice the one before, so
 * that a weekend is not fifty mails.
 * @param repetitions made so far
 */
export function secondsToRepetition(repetitions: number, firstSeconds: number): number | null {
  return repetitions >= REPETITIONS_MAX ? null : firstSeconds * 2 ** repetitions;
}
