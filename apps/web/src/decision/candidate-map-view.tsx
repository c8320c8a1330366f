import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DecisionOffer, RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { candidateMap } from './candidate-map.js';
import { kindOf } from './decision-bars.js';
import classes from './candidate-map.module.css';

interface CandidateMapViewProps {
  decision: RoutingDecision;
  countryOf: (supplierId: string) => string | null;
}

/** Who could have sent what: lines down, suppliers across by country; full squares are the plan. */
export function CandidateMapView({ decision, countryOf }: CandidateMapViewProps): ReactNode {
  const { t } = useI18n();
  const { regions, rows } = candidateMap(decision, countryOf);
  const columns = regions.flatMap(({ candidates }) => candidates);
  return (
    <>
      {/* Wider than a phone: it scrolls in itself, so the keyboard must reach it. */}
      <div className={classes['frame']} tabIndex={0} role="region" aria-label={t('decision.map')}>
        <table className={classes['map']}>
          <thead>
            {regions.length > 1 ? (
              <tr>
                <td />
                {regions.map(({ country, candidates }) => (
                  <th key={country ?? ''} scope="colgroup" colSpan={candidates.length} className={classes['region']}>
                    {country ?? t('decision.map.unknown-country')}
                  </th>
                ))}
              </tr>
            ) : null}
            <tr>
              <td />
              {columns.map((candidate) => (
                <th key={candidate.supplierId} scope="col" data-kind={kindOf(candidate)}>
                  <span className={classes['supplier']}>{candidate.supplierCode}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, cells }) => (
              <tr key={line.lineId}>
                <th scope="row">
                  <span className={classes['quantity']}>{line.quantity} ×</span> <code>{line.sku || '–'}</code>
                </th>
                {cells.map((offer, index) => (
                  <td key={columns[index]?.supplierId}>
                    <Cell offer={offer} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Legend />
    </>
  );
}

function Cell({ offer }: { offer: DecisionOffer | null }): ReactNode {
  const { t, word } = useI18n();
  if (offer === null) return <VisuallyHidden>{t('decision.map.not-listed')}</VisuallyHidden>;
  if (offer.chosenQuantity > 0) {
    return (
      <span
        className={classes['cell']}
        data-state="taken"
        title={t('decision.verdict.taken', { count: offer.chosenQuantity })}
      >
        {offer.chosenQuantity}
      </span>
    );
  }
  if (offer.excluded !== null) {
    const reason = word('reason', offer.excluded);
    return (
      <span className={classes['cell']} data-state="excluded" title={reason}>
        <Icon name="close" size={10} />
        <VisuallyHidden>{reason}</VisuallyHidden>
      </span>
    );
  }
  const could = t('decision.map.could', { count: offer.available });
  return (
    <span className={classes['cell']} data-state="considered" title={could}>
      <VisuallyHidden>{could}</VisuallyHidden>
    </span>
  );
}

const states = ['taken', 'considered', 'excluded'] as const;

function Legend(): ReactNode {
  const { t } = useI18n();
  return (
    <ul className={classes['legend']} aria-hidden="true">
      {states.map((state) => (
        <li key={state}>
          <span className={classes['cell']} data-state={state}>
            {state === 'taken' ? '2' : null}
            {state === 'excluded' ? <Icon name="close" size={10} /> : null}
          </span>{' '}
          {t(`decision.map.${state}`)}
        </li>
      ))}
    </ul>
  );
}
