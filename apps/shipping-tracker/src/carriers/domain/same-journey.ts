/**
 * Whether an answer that names no parcel can be about the parcel that was heard of before. A carrier that repeats the
 * journey says something known again; one that says only what is new says nothing older than what is known. What looks
 * back and shares no moment with what is known went through somebody else's journey.
 */
export function isSameJourney(known: readonly Date[], said: readonly Date[]): boolean {
  const moments = new Set(known.map((at) => at.getTime()));
  const newest = Math.max(...moments);
  return (
    known.length === 0 || said.every((at) => at.getTime() > newest) || said.some((at) => moments.has(at.getTime()))
  );
}
