import type { MessageFacts, MessageTraffic } from '../notifications/domain/message.js';
import { formatShare } from './formats.js';
import type { Language } from './i18n/translator.js';

/** A text that lacks a value cannot be written at all. */
const none: MessageTraffic = {
  ...{ sku: '', previousPermille: 0, permille: 0, problemsPermille: 0, lowPermille: 0, highPermille: 0 },
  ...{ cases: 0, version: 0 },
};

/** What texts about a supplier's share of the orders are filled with. */
export function trafficValues({ traffic = none }: MessageFacts, language: Language): Record<string, string | number> {
  const share = (permille: number): string => formatShare(permille, language);
  return {
    sku: traffic.sku,
    share: share(traffic.permille),
    previous: share(traffic.previousPermille),
    lower: traffic.permille < traffic.previousPermille ? 'yes' : 'no',
    problems: share(traffic.problemsPermille),
    low: share(traffic.lowPermille),
    high: share(traffic.highPermille),
    cases: Math.round(traffic.cases),
    version: String(traffic.version),
  };
}
