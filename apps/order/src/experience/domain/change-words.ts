import type { Estimate } from './estimate.js';
import type { ExperienceFigure } from './figure.js';

/** How many events of which type made a figure move. */
export interface ToldEvents {
  readonly events: number;
  readonly newest: readonly { readonly type: string }[];
}

const percent = (permille: number): string => `${(permille / 10).toFixed(1)} %`;
const points = (ppm: number): string => `${(ppm / 10_000).toFixed(2)} %`;

/** What moved between two figures and why, in words for a person who has to decide whether that is right. */
export function changeWords(
  figure: ExperienceFigure | null,
  former: ExperienceFigure | null,
  told: ToldEvents,
): string[] {
  if (!figure) return ['Nothing is known any more: the figure of the supplier, or of everybody, holds.'];
  const lines = [
    estimateWords('Problems', 'units', figure.problems, former?.problems),
    estimateWords('Late', 'units', figure.late, former?.late),
    estimateWords('Bad answers', 'answers', figure.dissatisfied, former?.dissatisfied),
    weighedWords(figure),
    trafficWords(figure, former),
    causeWords(told),
  ];
  return lines.filter((line) => line !== null);
}

function estimateWords(name: string, unit: string, now: Estimate, before: Estimate | undefined): string | null {
  const isMoved =
    before === undefined ||
    before.permille !== now.permille ||
    before.lowPermille !== now.lowPermille ||
    before.highPermille !== now.highPermille;
  if (!isMoved) return null;
  const interval = `${percent(now.lowPermille)} to ${percent(now.highPermille)}`;
  const was = before ? `, before ${percent(before.permille)}` : '';
  const seen = `${String(now.events)} of ${String(now.cases)} ${unit}`;
  return `${name} ${percent(now.permille)} (${interval})${was}: ${seen}, beside a belief of ${percent(now.parentPermille)}.`;
}

/** What routing reckons with may lag behind what is believed. */
function weighedWords({ weighed, problems }: ExperienceFigure): string | null {
  if (Math.abs(weighed.problems / 1000 - problems.permille) < 1) return null;
  return `Reckoned with at ${points(weighed.problems)}: a day moves it no further.`;
}

const trafficReasons = {
  BAD_SIGNS: 'even the lower end of the interval is above the threshold',
  GOOD_SIGNS: 'the orders that still went there went well',
  EVIDENCE_FADED: 'nothing was heard for a half-life',
  UNDONE: 'a person put it back',
} as const;

function trafficWords({ traffic }: ExperienceFigure, former: ExperienceFigure | null): string | null {
  const before = former?.traffic.permille ?? 1000;
  if (before === traffic.permille) return null;
  const why = traffic.reason === null ? trafficReasons.UNDONE : trafficReasons[traffic.reason];
  return `Gets ${percent(traffic.permille)} of the orders instead of ${percent(before)}: ${why}.`;
}

function causeWords({ events, newest }: ToldEvents): string | null {
  if (events === 0) return null;
  const types = new Map<string, number>();
  for (const { type } of newest) types.set(type, (types.get(type) ?? 0) + 1);
  const list = [...types].map(([type, count]) => `${type} × ${String(count)}`).join(', ');
  return `Because of ${String(events)} ${events === 1 ? 'event' : 'events'}: ${list}${events > newest.length ? ', …' : ''}.`;
}
