import '../i18n/after-sales-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { countSurveys } from '../api/opinions.js';
import { surveyKinds } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Filters, useInsightFilters } from '../insight/filters.js';
import insight from '../insight/insight.module.css';
import { Loaded } from '../ui/loaded.js';
import { Section } from '../ui/page.js';
import { Blank } from '../ui/states.js';
import { CommentList } from './comment-list.js';
import { OpinionsFrame } from './opinions-frame.js';
import { KindCard } from './kind-card.js';
import { figuresOf, topicRows } from './survey-facts.js';
import { TopicTable } from './topic-table.js';

/** What customers answered: the figures with their ranges, what comments are about, and every comment. */
export function SurveysPage(): ReactNode {
  const { t } = useI18n();
  const filters = useInsightFilters();
  const { from, to } = filters.period;
  const scope = { merchantId: filters.search.merchant, from, to };
  const counts = useQuery({ queryKey: ['surveys', 'counts', scope], queryFn: () => countSurveys(scope) });
  return (
    <OpinionsFrame>
      <Filters filters={filters} known={['merchant']} />
      <Loaded query={counts}>
        {({ items, comments }) =>
          items.length === 0 ? (
            <Blank icon="opinions" title={t('surveys.empty.title')} body={t('surveys.empty.body')} />
          ) : (
            <>
              <ul className={insight['cards']}>
                {surveyKinds.map((kind) => (
                  <KindCard key={kind} kind={kind} figures={figuresOf(kind, items)} filters={filters} />
                ))}
              </ul>
              <Section title={t('surveys.topics')}>
                <TopicTable rows={topicRows(comments)} />
              </Section>
              <CommentList scope={scope} />
            </>
          )
        }
      </Loaded>
    </OpinionsFrame>
  );
}
