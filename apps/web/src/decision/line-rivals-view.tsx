import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { StackedBar } from '../plot/stacked-bar.js';
import { Icon } from '../ui/icon.js';
import classes from './line-rivals.module.css';
import { lineRivals, type LineRivals, type Rival } from './line-rivals.js';
import { useVerdictText } from './use-verdict-text.js';

/** Rivals of a line that are shown before a person asks for the rest. */
const RIVALS_SHOWN = 4;

/** For each line of the order who offered it: what a unit weighs there, how sure its stock is, and what became of it. */
export function LineRivalsView({ decision }: { decision: RoutingDecision }): ReactNode {
  return (
    <ul className={classes['lines']}>
      {lineRivals(decision).map((rivals) => (
        <Line key={rivals.line.lineId} rivals={rivals} decision={decision} />
      ))}
    </ul>
  );
}

function Line({ rivals, decision }: { rivals: LineRivals; decision: RoutingDecision }): ReactNode {
  const { t } = useI18n();
  const [all, setAll] = useState(false);
  const { line, takenUnits } = rivals;
  const shown = all ? rivals.rivals : rivals.rivals.slice(0, RIVALS_SHOWN);
  const missing = line.quantity - takenUnits;
  return (
    <li className={classes['line']}>
      <h3 className={classes['title']}>
        <span className="num">{line.quantity} ×</span> <code>{line.sku || '–'}</code>
        {missing > 0 ? <span className="tone-bad"> {t('decision.unfilled', { count: missing })}</span> : null}
      </h3>
      {rivals.rivals.length === 0 ? <p className="quiet">{t('decision.rivals.none')}</p> : null}
      <ul className={classes['rivals']}>
        {shown.map((rival) => (
          <RivalRow key={rival.offer.offerId} rival={rival} decision={decision} />
        ))}
      </ul>
      {shown.length < rivals.rivals.length ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
          {t('decision.rivals.more', { count: rivals.rivals.length - shown.length })}
        </Button>
      ) : null}
    </li>
  );
}

function RivalRow({ rival, decision }: { rival: Rival; decision: RoutingDecision }): ReactNode {
  const { money } = useI18n();
  const verdictText = useVerdictText(decision);
  const { candidate, offer, unitMinor, parts, verdict } = rival;
  return (
    <li className={classes['rival']} data-verdict={verdict.kind}>
      <span className={classes['code']}>{candidate.supplierCode}</span>
      <StackedBar parts={parts} />
      <span className="num">
        {unitMinor === null ? money(offer.unitCostMinor, offer.currency) : money(unitMinor, decision.currency)}
      </span>
      <StockNote rival={rival} />
      <span className={verdict.kind === 'taken' ? 'tone-good' : classes['why']}>
        {verdict.kind === 'taken' ? <Icon name="check" size={13} /> : null}
        {verdict.kind === 'excluded' ? <Icon name="blocked" size={13} /> : null} {verdictText(verdict)}
      </span>
    </li>
  );
}

/** How many units, how old that number is, and where it came from. */
function StockNote({ rival }: { rival: Rival }): ReactNode {
  const { t, duration, date, number } = useI18n();
  const { offer } = rival;
  const chance = offer.stock ? offer.stock.presencePermille / 10 : null;
  return (
    <span className={classes['stock']}>
      {t('decision.stock.left', { count: offer.available })}
      {' · '}
      <span title={date(offer.asOf, 'exact')}>{t('decision.stock.age', { age: duration(offer.ageSeconds) })}</span>
      {chance === null ? null : ` · ${t('decision.stock.chance', { share: number(chance, 1) })}`}
    </span>
  );
}
