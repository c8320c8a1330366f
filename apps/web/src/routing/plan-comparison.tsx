import type { ReactNode } from 'react';
import type { RoutingDecision } from '../api/types.js';
import { CostLegend } from '../decision/cost-legend.js';
import { takenParts, mergedParts, sumOf } from '../decision/cost-parts.js';
import { stacked } from '../decision/decision-bars.js';
import { useI18n } from '../i18n/i18n.js';
import { StackedBar } from '../plot/stacked-bar.js';
import { Icon } from '../ui/icon.js';
import classes from './plan-comparison.module.css';
import { changedLines, planFacts, type PlanFacts } from './plan-facts.js';

interface PlanComparisonProps {
  before: RoutingDecision;
  after: RoutingDecision;
  names: readonly [before: string, after: string];
}

/** Two plans for one order side by side: what is paid, in how many parcels, how soon, and who gives which line. */
export function PlanComparison({ before, after, names }: PlanComparisonProps): ReactNode {
  const { t } = useI18n();
  const [old, fresh] = [planFacts(before), planFacts(after)];
  const changed = changedLines(old, fresh);
  return (
    <>
      <table className={classes['table']}>
        <thead>
          <tr>
            <td />
            <th scope="col">{names[0]}</th>
            <th scope="col">{names[1]}</th>
            <th scope="col">{t('preview.change')}</th>
          </tr>
        </thead>
        <tbody>
          <FactRows before={old} after={fresh} currency={after.currency} />
        </tbody>
      </table>
      <Bars before={before} after={after} names={names} />
      <h3 className={classes['heading']}>
        {t('preview.lines', { count: changed.filter(Boolean).length, all: changed.length })}
      </h3>
      <ul className={classes['lines']}>
        {fresh.lines.map((line, at) => (
          <li key={at} data-changed={changed[at] || undefined}>
            <span className="num">{line.quantity} ×</span> <code>{line.sku}</code>
            <span className={classes['from']}>
              {changed[at] ? (
                <>
                  <s>{fromText(old.lines[at]?.from ?? [], t('decision.nobody'))}</s>{' '}
                  <Icon name="right" size={11} />{' '}
                </>
              ) : null}
              {fromText(line.from, t('decision.nobody'))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

const fromText = (from: PlanFacts['lines'][number]['from'], nobody: string): string =>
  from.length === 0 ? nobody : from.map(({ supplierCode, quantity }) => `${quantity} × ${supplierCode}`).join(', ');

interface FactRowsProps {
  before: PlanFacts;
  after: PlanFacts;
  currency: string;
}

function FactRows({ before, after, currency }: FactRowsProps): ReactNode {
  const { t, money, number } = useI18n();
  const amount = (minor: number): string => money(minor, currency);
  const days = (value: number): string => t('decision.days', { count: value });
  const rows = [
    { key: 'paid', from: before.paidMinor, to: after.paidMinor, text: amount },
    { key: 'parcels', from: before.parcels, to: after.parcels, text: number },
    { key: 'days', from: before.days, to: after.days, text: days },
    { key: 'unfilled', from: before.unfilled, to: after.unfilled, text: number },
  ] as const;
  return rows.map(({ key, from, to, text }) => (
    <tr key={key}>
      <th scope="row">{t(`preview.${key}`)}</th>
      <td className="num">{from === null ? '–' : text(from)}</td>
      <td className="num">{to === null ? '–' : text(to)}</td>
      <td className="num">
        <Change by={from === null || to === null ? null : to - from} text={text} />
      </td>
    </tr>
  ));
}

/** Less is better for everything that is compared; a word and a sign say it beside the colour. */
function Change({ by, text }: { by: number | null; text: (value: number) => string }): ReactNode {
  const { t } = useI18n();
  if (by === null) return '–';
  if (by === 0) return <span className="quiet">{t('preview.same')}</span>;
  return (
    <span className={by < 0 ? 'tone-good' : 'tone-bad'}>
      {by < 0 ? '−' : '+'}
      {text(Math.abs(by))}
    </span>
  );
}

/** Both plans on one scale. */
function Bars({ before, after, names }: PlanComparisonProps): ReactNode {
  const plans = [before, after].map((decision) =>
    mergedParts(decision.candidates.flatMap((candidate) => takenParts(candidate, decision.currency))),
  );
  const scale = Math.max(1, ...plans.map(sumOf));
  return (
    <div className={classes['bars']}>
      {plans.map((parts, at) => (
        <div key={at}>
          <span className={classes['bar-name']}>{names[at]}</span>
          <StackedBar parts={stacked(parts, scale)} />
          <CostLegend parts={parts} currency={after.currency} />
        </div>
      ))}
    </div>
  );
}
