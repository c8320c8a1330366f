import type { ReactNode } from 'react';
import type { RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { type CostKind, costKinds, unitParts } from './cost-parts.js';
import classes from './decisions.module.css';
import { lineRivals, type Rival } from './line-rivals.js';
import { useVerdictText } from './use-verdict-text.js';

/** The whole decision as one table: every offer with every number, for screen readers and for copying. */
export function DecisionTable({ decision }: { decision: RoutingDecision }): ReactNode {
  const { t } = useI18n();
  const lines = lineRivals(decision);
  const used = new Set(
    lines.flatMap(({ rivals }) =>
      rivals.flatMap(({ offer }) => (unitParts(offer, decision.currency) ?? []).map(({ kind }) => kind)),
    ),
  );
  const kinds = costKinds.filter((kind) => used.has(kind));
  return (
    // Wider than most screens: it scrolls in itself, so the keyboard must reach it.
    <div className={classes['table-frame']} tabIndex={0} role="region" aria-label={t('decision.table')}>
      <table className={classes['table']} data-wide>
        <thead>
          <tr>
            <th scope="col">{t('decision.offer.line')}</th>
            <th scope="col">{t('decision.offer.supplier')}</th>
            <th scope="col">{t('decision.offer.note')}</th>
            <th scope="col">{t('decision.offer.available')}</th>
            <th scope="col">{t('decision.offer.age')}</th>
            <th scope="col">{t('decision.offer.chance')}</th>
            <th scope="col">{t('decision.offer.lead')}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {t(`decision.part.${kind}`)}
              </th>
            ))}
            <th scope="col">{t('decision.offer.unit')}</th>
            <th scope="col">{t('decision.offer.source')}</th>
          </tr>
        </thead>
        {lines.map(({ line, rivals }) => (
          <tbody key={line.lineId}>
            {rivals.map((rival, index) => (
              <Row key={rival.offer.offerId} {...{ rival, kinds, decision }}>
                {index === 0 ? (
                  <th scope="rowgroup" rowSpan={rivals.length}>
                    {line.quantity} × <code>{line.sku || '–'}</code>
                  </th>
                ) : null}
              </Row>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface RowProps {
  rival: Rival;
  kinds: readonly CostKind[];
  decision: RoutingDecision;
  /** The line's own cell, on its first row. */
  children: ReactNode;
}

function Row({ rival, kinds, decision, children }: RowProps): ReactNode {
  const { t, money, duration, date, number } = useI18n();
  const verdictText = useVerdictText(decision);
  const { candidate, offer, unitMinor, verdict } = rival;
  const parts = unitParts(offer, decision.currency) ?? [];
  const stock = offer.stock ?? null;
  return (
    <tr data-taken={offer.chosenQuantity > 0 || undefined}>
      {children}
      <td>{candidate.supplierCode}</td>
      <td>{verdictText(verdict)}</td>
      <td className="num">{offer.available}</td>
      <td className="num" title={date(offer.asOf, 'exact')}>
        {duration(offer.ageSeconds)}
      </td>
      <td className="num">
        {stock === null ? '–' : t('decision.percent', { share: number(stock.presencePermille / 10, 1) })}
      </td>
      <td className="num">{t('decision.days', { count: offer.expectedDays ?? offer.leadTimeDays })}</td>
      {kinds.map((kind) => (
        <td key={kind} className="num">
          {money(parts.find((part) => part.kind === kind)?.minor ?? 0, decision.currency)}
        </td>
      ))}
      <td className="num">
        {unitMinor === null ? money(offer.unitCostMinor, offer.currency) : money(unitMinor, decision.currency)}
      </td>
      <td title={stock?.source}>{stock === null ? '–' : stock.source.slice(-12)}</td>
    </tr>
  );
}
