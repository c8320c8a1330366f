import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Sentiment, sentiments } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import insight from '../insight/insight.module.css';
import { StatusBadge } from '../ui/status-badge.js';
import classes from './opinions.module.css';
import type { TopicRow } from './survey-facts.js';

/** What comments are about, and in which mood: each figure leads to the comments behind it. */
export function TopicTable({ rows }: { rows: readonly TopicRow[] }): ReactNode {
  const { t, word } = useI18n();
  if (rows.length === 0) return <p className="quiet">{t('surveys.topics.empty')}</p>;
  return (
    <table className={insight['table']}>
      <thead>
        <tr>
          <th scope="col">{t('surveys.topic')}</th>
          {sentiments.map((sentiment) => (
            <th key={sentiment} scope="col">
              <StatusBadge kind="sentiment" status={sentiment} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ topic, counts }) => (
          <tr key={topic ?? ''}>
            <th scope="row">{topic === null ? t('surveys.topic.none') : word('topic', topic)}</th>
            {sentiments.map((sentiment) => (
              <td key={sentiment} className={classes['count']}>
                <Count count={counts[sentiment]} topic={topic} sentiment={sentiment} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Count({ count, topic, sentiment }: { count: number; topic: string | null; sentiment: Sentiment }): ReactNode {
  const { t, number, word } = useI18n();
  if (count === 0) return <span className="quiet">–</span>;
  // Comments about nothing known cannot be asked for by that.
  if (topic === null) return number(count);
  return (
    <Link
      to="/opinions"
      search={(before) => ({ ...before, topic, sentiment })}
      className="link"
      resetScroll={false}
      aria-label={t('surveys.topic.show', { count, topic: word('topic', topic), mood: word('sentiment', sentiment) })}
    >
      {number(count)}
    </Link>
  );
}
