import type { ReactNode } from 'react';
import type { AssessedLine, LookedAtClause, Return, ReturnLine } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { Icon } from '../ui/icon.js';
import { comesBack, expectedUnits } from './return-facts.js';
import classes from './return.module.css';

/** What comes back, and for each line what the policy said, where it goes and who pays. */
export function ReturnLines({ record }: { record: Return }): ReactNode {
  return (
    <ul className={classes['lines']}>
      {record.lines.map((line) => (
        <Line key={line.id} line={line} assessed={assessedOf(record, line)} />
      ))}
    </ul>
  );
}

/** What was looked at for the units of this line from this supplier. */
const assessedOf = ({ assessment }: Return, line: ReturnLine): AssessedLine | undefined =>
  assessment?.find(({ orderLineId, supplierId }) => orderLineId === line.lineId && supplierId === line.supplierId);

function Line({ line, assessed }: { line: ReturnLine; assessed: AssessedLine | undefined }): ReactNode {
  const { t, word } = useI18n();
  const isSupplier = useSession().role === 'supplier';
  const supplierName = useSupplierNames(!isSupplier);
  const expected = expectedUnits(line);
  const destination = word('destination', line.destination);
  return (
    <li className={classes['line']}>
      <span className={classes['quantity']}>{line.quantity} ×</span>
      <div>
        <span className={classes['item']}>{line.title}</span> <code className="quiet">{line.sku}</code>
        {line.reasonCode === null ? null : <span> · {word('return-reason', line.reasonCode)}</span>}
        {line.supplierId === null || isSupplier ? null : (
          <span className="quiet"> · {supplierName(line.supplierId)}</span>
        )}
        <div>{t('return.line.decided', { clause: word('clause', line.clause) })}</div>
        <div>
          {comesBack(line)
            ? t('return.line.way', { destination, payer: word('payer', line.payer) })
            : t('return.line.way.none', { destination })}
        </div>
        <div className={classes['units']}>
          {line.received.map(({ reference, condition, quantity }) => (
            <span key={`${reference}/${condition}`} title={reference}>
              <Icon name="check" size={12} />{' '}
              {t('return.line.received', { count: quantity, condition: word('condition', condition) })}
            </span>
          ))}
          {expected > 0 ? <span className="tone-wait">{t('return.line.expected', { count: expected })}</span> : null}
          {line.refundedQuantity ? (
            <span className="tone-good">{t('return.line.refunded', { count: line.refundedQuantity })}</span>
          ) : null}
        </div>
        {assessed === undefined ? null : <Clauses clauses={assessed.clauses} />}
      </div>
    </li>
  );
}

/** Every clause in the order in which it was looked at; the first that holds decides. */
export function Clauses({ clauses }: { clauses: readonly LookedAtClause[] }): ReactNode {
  const { t } = useI18n();
  const decided = clauses.findIndex(({ holds }) => holds);
  return (
    <details className={classes['clauses']}>
      <summary>{t('return.clauses')}</summary>
      <ol>
        {clauses.map((clause, index) => (
          <ClauseRow key={clause.clause} clause={clause} isDecisive={index === decided} />
        ))}
      </ol>
    </details>
  );
}

function ClauseRow({ clause, isDecisive }: { clause: LookedAtClause; isDecisive: boolean }): ReactNode {
  const { t, word, date } = useI18n();
  const { holds, until } = clause;
  return (
    <li className={isDecisive ? classes['decisive'] : undefined}>
      {word('clause', clause.clause)}: {t(holds ? 'return.clause.holds' : 'return.clause.not')}
      {until === null ? null : (
        <span className="quiet">
          {' '}
          ({t(holds ? 'return.clause.until' : 'return.clause.was', { time: date(until, 'short') })})
        </span>
      )}
    </li>
  );
}
