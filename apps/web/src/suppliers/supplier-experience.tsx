import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { listExperience, listExperienceChanges, type ExperienceOwner } from '../api/experience.js';
import type { CurrentFigure, ExperienceEstimate, ExperienceSnapshot } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Section } from '../ui/page.js';
import { Ago } from '../ui/values.js';
import classes from './suppliers.module.css';
import { UndoDialog } from './undo-dialog.js';

/** What customers' returns, complaints and scores taught about a supplier: figures, how they moved, and the way back. */
export function SupplierExperience({ supplier }: { supplier: ExperienceOwner }): ReactNode {
  const { t } = useI18n();
  const figures = useQuery({
    queryKey: ['experience', supplier.id, 'current'],
    queryFn: () => listExperience(supplier),
  });
  return (
    <Section title={t('experience.title')}>
      <Loaded query={figures}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('experience.empty')}</p>
          ) : (
            <>
              <FigureTable figures={items} />
              <History supplier={supplier} />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}

const columns = ['whose', 'problems', 'late', 'dissatisfied', 'refund', 'traffic'] as const;

function FigureTable({ figures }: { figures: readonly CurrentFigure[] }): ReactNode {
  const { t, number } = useI18n();
  const percent = (permille: number): string => t('decision.percent', { share: number(permille / 10, 1) });
  const share = ({ permille, lowPermille, highPermille, events, cases }: ExperienceEstimate): ReactNode => (
    <>
      {percent(permille)}
      <span className={classes['interval']}>
        {t('experience.interval', {
          low: percent(lowPermille),
          high: percent(highPermille),
          events: number(events, 1),
          cases: number(cases, 1),
        })}
      </span>
    </>
  );
  return (
    // Wider than a phone: it scrolls in itself, so the keyboard must reach it.
    <div className={classes['frame']} tabIndex={0} role="region" aria-label={t('experience.title')}>
      <table className={classes['experience']}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`experience.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map(({ scope, key, figure, pinned }) => (
            <tr key={`${scope} ${key}`}>
              <th scope="row">
                {scope === 'supplier' ? t('experience.whole') : <code>{key}</code>}
                <Pinned pinned={pinned} />
              </th>
              {figure ? (
                <>
                  <td>{scope === 'lane' ? '–' : share(figure.problems)}</td>
                  <td>{share(figure.late)}</td>
                  <td>{scope === 'lane' ? '–' : share(figure.dissatisfied)}</td>
                  <td>{scope === 'lane' ? '–' : percent(figure.refundPermille)}</td>
                  <td className={figure.traffic.permille < 1000 ? 'tone-wait' : undefined}>
                    {scope === 'sku' ? percent(figure.traffic.permille) : '–'}
                  </td>
                </>
              ) : (
                <td colSpan={5}>{t('experience.unknown')}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Until when a person holds a figure, where one does. */
function Pinned({ pinned }: Pick<CurrentFigure, 'pinned'>): ReactNode {
  const { t, date } = useI18n();
  if (!pinned) return null;
  return (
    <span className={classes['interval']} title={pinned.reason ?? undefined}>
      {pinned.until === null
        ? t('experience.pinned')
        : t('experience.pinned-until', { until: date(pinned.until, 'exact') })}
    </span>
  );
}

function History({ supplier }: { supplier: ExperienceOwner }): ReactNode {
  const { t } = useI18n();
  const [asked, setAsked] = useState<number | null>(null);
  const changes = useQuery({
    queryKey: ['experience', supplier.id, 'changes'],
    queryFn: () => listExperienceChanges(supplier),
  });
  return (
    <>
      <h3 className={classes['history-title']}>{t('experience.history')}</h3>
      <Loaded query={changes}>
        {({ items }) => (
          <ol className={classes['history']}>
            {items.map((snapshot) => (
              <li key={snapshot.version}>
                <div>
                  <span className="num">{snapshot.version}</span> <Ago at={snapshot.computedAt} />
                  <SnapshotText snapshot={snapshot} />
                </div>
                <Button
                  size="compact-sm"
                  aria-label={t('experience.undo.of', { version: snapshot.version })}
                  onClick={() => setAsked(snapshot.version)}
                >
                  {t('experience.undo')}
                </Button>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      <UndoDialog supplier={supplier} version={asked} onClose={() => setAsked(null)} />
    </>
  );
}

/** Of each figure what it was and what it became; a person's reason where a person did it. */
function SnapshotText({ snapshot }: { snapshot: ExperienceSnapshot }): ReactNode {
  const { t, number } = useI18n();
  const percent = (permille: number | undefined): string =>
    permille === undefined ? '–' : t('decision.percent', { share: number(permille / 10, 1) });
  const { undone, changes } = snapshot;
  return (
    <>
      {undone ? <p>{t('experience.undone', { version: undone.version, reason: undone.reason })}</p> : null}
      {changes
        .filter(({ scope }) => scope !== 'lane')
        .map(({ scope, key, figure, former, causes }) => (
          <p key={`${scope} ${key}`}>
            {t('experience.moved', {
              whose: scope === 'supplier' ? t('experience.whole') : key,
              from: percent(former?.problems.permille),
              to: percent(figure?.problems.permille),
              count: causes.events,
            })}
          </p>
        ))}
    </>
  );
}
