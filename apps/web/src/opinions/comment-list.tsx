import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { listSurveys, type SurveyScope } from '../api/opinions.js';
import { sentiments, type Survey, surveyKinds } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { PagedList } from '../list/paged-list.js';
import { PAGE_ROWS, usePaged } from '../list/use-paged.js';
import { OrderLink } from '../ui/order-link.js';
import { Section } from '../ui/page.js';
import { PillTabs } from '../ui/pill-tabs.js';
import { Blank } from '../ui/states.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago } from '../ui/values.js';
import classes from './opinions.module.css';
import { scales } from './survey-facts.js';

/** What the server's dictionary tells apart. */
const topics = ['delivery', 'packaging', 'product', 'price', 'support', 'returns', 'size'] as const;
const idOf = (survey: Survey): string => survey.id;

function useColumns(): Column<Survey>[] {
  const { t, word } = useI18n();
  return useMemo(
    () => [
      {
        key: 'score',
        header: t('surveys.column.score'),
        card: 'title',
        cell: ({ kind, score }) => (
          <span className={classes['score']}>
            {t('surveys.of', { score: score ?? '–', best: scales[kind][1] })}{' '}
            <span className="quiet">{word('survey-kind', kind)}</span>
          </span>
        ),
      },
      {
        key: 'mood',
        header: t('surveys.column.mood'),
        card: 'end',
        cell: ({ sentiment }) => (sentiment === null ? null : <StatusBadge kind="sentiment" status={sentiment} />),
      },
      {
        key: 'comment',
        header: t('surveys.column.comment'),
        card: 'plain',
        width: '50%',
        cell: ({ comment }) => <p className={classes['said']}>{comment}</p>,
      },
      {
        key: 'topics',
        header: t('surveys.topic'),
        card: 'plain',
        cell: ({ topics: about }) => (
          <span className="quiet">{about.map((topic) => word('topic', topic)).join(', ')}</span>
        ),
      },
      {
        key: 'order',
        header: t('surveys.column.order'),
        card: 'line',
        cell: (survey) => <OrderLink order={survey} isRow />,
      },
      {
        key: 'answered',
        header: t('surveys.column.answered'),
        card: 'line',
        align: 'end',
        cell: ({ answeredAt }) => <Ago at={answeredAt} />,
      },
    ],
    [t, word],
  );
}

/** What customers wrote, newest question first; narrowed by kind, topic and mood. */
export function CommentList({ scope }: { scope: SurveyScope }): ReactNode {
  const { t, word } = useI18n();
  const { kind, topic, sentiment } = useSearch({ from: '/opinions' });
  const navigate = useNavigate({ from: '/opinions' });
  const narrow = (change: Partial<Record<'kind' | 'topic' | 'sentiment', string | undefined>>): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const filter = { ...scope, kind: surveyKinds.find((one) => one === kind), topic, sentiment };
  const paged = usePaged(['surveys', 'list', filter], (after) =>
    listSurveys({ ...filter, commented: true, after, limit: PAGE_ROWS }),
  );
  const columns = useColumns();
  const select = (name: 'topic' | 'sentiment', label: string, codes: readonly string[], value?: string): ReactNode => (
    <NativeSelect
      aria-label={label}
      value={value ?? ''}
      onChange={({ currentTarget: { value: next } }) => narrow({ [name]: next === '' ? undefined : next })}
      data={[
        { value: '', label: `${label}: ${t('filter.all')}` },
        ...codes.map((code) => ({ value: code, label: word(name, code) })),
      ]}
    />
  );
  return (
    <Section title={t('surveys.comments')}>
      <div className={classes['filters']}>
        <PillTabs
          label={t('surveys.kind')}
          pills={[
            { value: undefined, label: t('filter.all') },
            ...surveyKinds.map((one) => ({ value: one, label: word('survey-kind', one) })),
          ]}
          value={filter.kind}
          onChange={(next) => narrow({ kind: next })}
        />
        {select('topic', t('surveys.topic'), topics, topic)}
        {select('sentiment', t('surveys.column.mood'), sentiments, sentiment)}
      </div>
      <PagedList
        label={t('surveys.comments')}
        columns={columns}
        paged={paged}
        rowKey={idOf}
        empty={
          <Blank icon="opinions" title={t('surveys.comments.empty.title')} body={t('surveys.comments.empty.body')} />
        }
      />
    </Section>
  );
}
