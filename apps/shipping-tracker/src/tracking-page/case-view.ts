import type { Translate } from '#platform';
import type { Case } from '../after-sales/cases.service.js';
import type { CaseKind } from '../after-sales/domain/case.js';
import type { OrderState } from '../orders/tracked-order.entity.js';
import type { MessageKey } from './i18n/en.js';

/** Where something stands, in one line that leads to it. */
export interface CaseLine {
  readonly title: string;
  readonly state: string;
  readonly link: string;
}

const pages: Readonly<Record<CaseKind, string>> = {
  ...{ return: 'returns', exchange: 'returns', withdrawal: 'returns' },
  ...{ complaint: 'complaints', cancellation: 'wishes', address: 'wishes' },
};
const families = { return: 'return', exchange: 'return', withdrawal: 'return', complaint: 'complaint' } as const;

/** @param to an address below the page. */
export function caseLines(
  say: Translate<MessageKey>,
  cases: readonly Case[],
  state: OrderState,
  to: (path: string) => string,
): CaseLine[] {
  // A cancelled order says so in its first line.
  const shown = cases.filter(({ kind }) => kind !== 'cancellation' || state === 'open' || state === 'delivered');
  return shown.map(({ caseId, kind, number, state: at }) => ({
    title: say(`case.${kind}`, { number: number ?? '' }),
    state:
      kind === 'cancellation' || kind === 'address'
        ? say('case.wish.state', { state: at })
        : say(`case.${families[kind]}.state`, { state: at }),
    link: to(`/${pages[kind]}/${caseId}`),
  }));
}

/** What can be asked for while something has not left: nothing more once its end was. */
export function beforeItLeaves(
  say: Translate<MessageKey>,
  cases: readonly Case[],
  to: (path: string) => string,
): { text: string; link: string }[] {
  const isPending = ({ state }: Case): boolean => state === 'asked' || state === 'waiting';
  const pending = cases.filter(isPending).map(({ kind }) => kind);
  if (pending.includes('cancellation')) return [];
  const cancel = { text: say('waiting.cancel'), link: to('/wishes/cancellation') };
  const address = { text: say('waiting.address'), link: to('/wishes/address') };
  return pending.includes('address') ? [cancel] : [address, cancel];
}
