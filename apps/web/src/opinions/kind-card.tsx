import { Skeleton, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { SurveyKind } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { useInsightFilters } from '../insight/filters.js';
import insight from '../insight/insight.module.css';
import { scopeOf } from '../insight/insight-search.js';
import { MeasureFigures } from '../insight/measure-figures.js';
import { previousPeriod, usualGranularity } from '../insight/periods.js';
import { useMeasure } from '../insight/use-measure.js';
import { Loaded } from '../ui/loaded.js';
import classes from './opinions.module.css';
import type { KindFigures } from './survey-facts.js';

interface KindCardProps {
  kind: SurveyKind;
  figures: KindFigures;
  filters: ReturnType<typeof useInsightFilters>;
}

/** One kind of survey: what was asked, the measure with its range, and how often each score was given. */
export function KindCard({ kind, figures, filters: { search, period } }: KindCardProps): ReactNode {
  const { t, word } = useI18n();
  const granularity = usualGranularity(period);
  // Surveys are kinds of measures of the same name.
  const answer = useMeasure(kind, { ...scopeOf(search, ['merchant']), ...period, granularity });
  const before = useMeasure(kind, { ...scopeOf(search, ['merchant']), ...previousPeriod(period), granularity });
  return (
    <li className={insight['card']}>
      <Link
        to="/insight/measures/$measureId"
        params={{ measureId: kind }}
        search={{ ...search, ...period }}
        className={insight['card-name']}
      >
        {word('survey-kind', kind)}
      </Link>
      <span className="quiet">{t(`surveys.question.${kind}`)}</span>
      <Loaded query={answer} skeleton={<Skeleton height={70} radius={4} />}>
        {(loaded) => <MeasureFigures answer={loaded} before={before.data} />}
      </Loaded>
      <ScoreBars figures={figures} />
      <span className="quiet">
        {t('surveys.answered', { answered: figures.answered, unanswered: figures.unanswered })}
      </span>
    </li>
  );
}

/** How often each score was given, as columns; the figures beside them say the same. */
function ScoreBars({ figures: { scores } }: { figures: KindFigures }): ReactNode {
  const { t } = useI18n();
  const most = Math.max(1, ...scores.map(({ surveys }) => surveys));
  return (
    <ul className={classes['scores']} aria-label={t('surveys.scores')}>
      {scores.map(({ score, surveys }) => (
        <li key={score}>
          <VisuallyHidden>{t('surveys.score', { score, surveys })}</VisuallyHidden>
          <span aria-hidden="true">{surveys === 0 ? '' : surveys}</span>
          <span aria-hidden="true" className={classes['bar']} style={{ height: (surveys / most) * BAR_PX }} />
          <span aria-hidden="true" className="quiet">
            {score}
          </span>
        </li>
      ))}
    </ul>
  );
}

const BAR_PX = 44;
