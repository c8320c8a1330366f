import type { ReactNode } from 'react';
import type { MeasureAnswer } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { RangeBars } from '../plot/range-bars.js';
import { niceScale } from '../plot/scale.js';
import { Section } from '../ui/page.js';
import classes from './insight.module.css';
import { useGroupName } from './use-group-name.js';
import { useValueText } from './use-value-text.js';

/** The value of each group as a bar with its range; the words beside it are the table. */
export function MeasureGroups({ answer, currency }: { answer: MeasureAnswer; currency: string | null }): ReactNode {
  const { t, number } = useI18n();
  const valueText = useValueText();
  const groupName = useGroupName();
  const { measure, more } = answer;
  const groups = answer.groups.filter((group) => group.currency === currency);
  const values = groups.flatMap(({ value, interval }) => [value ?? 0, interval?.high ?? 0, interval?.low ?? 0]);
  return (
    <Section title={t('insight.groups')}>
      {/* Up to two hundred: they scroll in themselves, so the keyboard must reach them. */}
      <div className={classes['groups']} tabIndex={0} role="region" aria-label={t('insight.groups')}>
        <RangeBars
          scale={niceScale(values)}
          bars={groups.map(({ key, value, count, interval }) => ({
            ...{ key: JSON.stringify(key), name: groupName(key), value, low: interval?.low, high: interval?.high },
            text: valueText(measure.unit, value, currency),
            note: measure.unit === 'count' ? undefined : t('insight.count', { count: number(count) }),
          }))}
        />
      </div>
      {more ? <p className="quiet">{t('insight.groups.more')}</p> : null}
    </Section>
  );
}
