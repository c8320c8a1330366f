import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getLosses } from '../api/losses.js';
import type { Losses, LostLine } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { Section } from '../ui/page.js';
import { Blank, Failure, RowsSkeleton } from '../ui/states.js';
import { At } from '../ui/values.js';
import { addedTotals } from './added-totals.js';
import classes from './lost.module.css';

interface LostLinesProps {
  merchantId?: string;
  supplierId?: string;
}

/** Lines that were lost, in sum and one by one. */
export function LostLines({ merchantId, supplierId }: LostLinesProps): ReactNode {
  const { t } = useI18n();
  const query = useInfiniteQuery({
    queryKey: ['lost', merchantId, supplierId],
    queryFn: ({ pageParam }) => getLosses({ merchantId, supplierId, before: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextBefore ?? undefined,
    // Every answer decides again some hundreds of times: asked for once, not with each event.
    staleTime: Infinity,
  });
  if (query.data === undefined) {
    if (!query.isError) return <RowsSkeleton />;
    return <Failure error={query.error} since={query.errorUpdatedAt} onRetry={() => void query.refetch()} />;
  }
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && !query.hasNextPage) {
    return <Blank icon="check" title={t('lost.empty.title')} body={t('lost.empty.body')} />;
  }
  return (
    <>
      <Totals totals={addedTotals(query.data.pages.map(({ totals }) => totals))} />
      <Section title={t('lost.lines')}>
        <LineTable items={items} />
        {query.hasNextPage ? (
          <Button variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('lost.older')}
          </Button>
        ) : null}
      </Section>
    </>
  );
}

/** Which change alone would have won how many of the lines. */
function Totals({ totals }: { totals: Losses['totals'] }): ReactNode {
  const { t, word } = useI18n();
  const levers = [
    ['price', totals.wonByPrice],
    ['speed', totals.wonBySpeed],
    ['freshness', totals.wonByFreshness],
  ] as const;
  const reasons = Object.entries(totals.byReason).sort(([, a], [, b]) => b - a);
  return (
    <Section title={t('lost.sum', { lines: totals.lines, units: totals.units })}>
      <ul className={classes['levers']}>
        {levers.map(([name, lines]) => (
          <li key={name}>
            <span>{t(`lost.won-by.${name}`)}</span>
            <svg className={classes['plot']} height="12" aria-hidden="true" focusable="false">
              <rect width={`${((100 * lines) / Math.max(1, totals.lines)).toFixed(2)}%`} height="12" rx="2" />
            </svg>
            <span className="num">{t('lost.of', { lines, all: totals.lines })}</span>
          </li>
        ))}
      </ul>
      <p className={classes['reasons']}>
        {reasons.map(([reason, lines]) => `${word('reason', reason)}: ${lines}`).join(' · ')}
      </p>
    </Section>
  );
}

function LineTable({ items }: { items: readonly LostLine[] }): ReactNode {
  const { t } = useI18n();
  return (
    // Wider than a phone: it scrolls in itself, so the keyboard must reach it.
    <div className={classes['frame']} tabIndex={0} role="region" aria-label={t('lost.lines')}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('lost.sku')}</th>
            <th scope="col">{t('lost.quantity')}</th>
            <th scope="col">{t('lost.when')}</th>
            <th scope="col">{t('lost.why')}</th>
            <th scope="col">{t('lost.price')}</th>
            <th scope="col">{t('lost.speed')}</th>
            <th scope="col">{t('lost.stock')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={`${item.orderId}/${item.routingVersion}/${item.lineId}/${item.supplierSku}`} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ item }: { item: LostLine }): ReactNode {
  const { t, word, money, duration } = useI18n();
  const { currency, winningUnitCostMinor, winningLeadTimeDays } = item;
  const days = (count: number): string => t('decision.days', { count });
  return (
    <tr>
      <td>
        <code>{item.supplierSku}</code>
      </td>
      <td className="num" data-label={t('lost.quantity')}>
        {item.quantity}
      </td>
      <td>
        <At at={item.decidedAt} />
      </td>
      <td>{word('reason', item.excluded ?? 'DEARER')}</td>
      <td data-label={t('lost.price')}>
        <Lever
          now={money(item.unitCostMinor, currency)}
          wins={
            winningUnitCostMinor === null ? null : t('lost.up-to', { value: money(winningUnitCostMinor, currency) })
          }
        />
      </td>
      <td data-label={t('lost.speed')}>
        <Lever
          now={days(item.leadTimeDays)}
          wins={winningLeadTimeDays === null ? null : t('lost.up-to', { value: days(winningLeadTimeDays) })}
        />
      </td>
      <td data-label={t('lost.stock')}>
        <Lever
          now={t('decision.stock.age', { age: duration(item.ageSeconds) })}
          wins={item.freshStockWins ? t('lost.fresh') : null}
        />
      </td>
    </tr>
  );
}

/** What it was, and what would have won; a lever that would not have done it says so by its absence. */
function Lever({ now, wins }: { now: string; wins: string | null }): ReactNode {
  return (
    <>
      <span className={wins === null ? 'quiet' : undefined}>{now}</span>
      {wins === null ? null : (
        <span className={classes['wins']}>
          <Icon name="check" size={12} /> {wins}
        </span>
      )}
    </>
  );
}
