import '../i18n/after-sales-catalogue.js';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { listReviews } from '../api/opinions.js';
import { type Review, reviewStatuses } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { PagedList } from '../list/paged-list.js';
import { PAGE_ROWS, usePaged } from '../list/use-paged.js';
import { cx } from '../ui/cx.js';
import { Flash } from '../ui/flash.js';
import { OrderLink } from '../ui/order-link.js';
import { PillTabs } from '../ui/pill-tabs.js';
import { SearchBox } from '../ui/search-box.js';
import { Blank } from '../ui/states.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago } from '../ui/values.js';
import { OpinionsFrame } from './opinions-frame.js';
import classes from './opinions.module.css';
import { ReviewDialog } from './review-dialog.js';

const idOf = (review: Review): string => review.id;
const shows = [...reviewStatuses, 'all'] as const;

/** The beginning of what was written, and whether somebody answered. */
function Said({ review: { text, answer } }: { review: Review }): ReactNode {
  const { t } = useI18n();
  return (
    <>
      <p className={cx(classes['said'], classes['clamped'])}>{text}</p>
      {answer === null ? null : <p className={cx(classes['said'], 'quiet')}>{t('reviews.answered')}</p>}
    </>
  );
}

function Mood({ review: { sentiment, topics } }: { review: Review }): ReactNode {
  const { word } = useI18n();
  return (
    <>
      <StatusBadge kind="sentiment" status={sentiment} />{' '}
      <span className="quiet">{topics.map((topic) => word('topic', topic)).join(', ')}</span>
    </>
  );
}

function useColumns(onOpen: (review: Review) => void): Column<Review>[] {
  const { t } = useI18n();
  return useMemo(
    () => [
      {
        key: 'goods',
        header: t('reviews.goods'),
        card: 'title',
        cell: (review) => (
          <button type="button" className={classes['open']} data-row-link onClick={() => onOpen(review)}>
            {review.sku} · {t('surveys.of', { score: review.rating, best: 5 })}
          </button>
        ),
      },
      {
        key: 'status',
        header: t('reviews.status'),
        card: 'end',
        cell: ({ status }) => (
          <Flash value={status}>
            <StatusBadge kind="review-status" status={status} />
          </Flash>
        ),
      },
      {
        key: 'text',
        header: t('reviews.text'),
        card: 'plain',
        width: '45%',
        cell: (review) => <Said review={review} />,
      },
      {
        key: 'mood',
        header: t('surveys.column.mood'),
        card: 'plain',
        cell: (review) => <Mood review={review} />,
      },
      {
        key: 'order',
        header: t('surveys.column.order'),
        card: 'line',
        cell: (review) => <OrderLink order={review} />,
      },
      {
        key: 'submitted',
        header: t('reviews.submitted'),
        card: 'line',
        align: 'end',
        cell: ({ submittedAt }) => <Ago at={submittedAt} />,
      },
    ],
    [t, onOpen],
  );
}

/** What customers wrote about goods: what waits for a person stands first. */
export function ReviewsPage(): ReactNode {
  const { t, word } = useI18n();
  const search = useSearch({ from: '/opinions/reviews' });
  const navigate = useNavigate({ from: '/opinions/reviews' });
  const [chosen, setChosen] = useState<Review | null>(null);
  const narrow = (change: Partial<typeof search>): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const show = shows.find((one) => one === search.show) ?? 'submitted';
  const { q: sku, merchant: merchantId } = search;
  const columns = useColumns(setChosen);
  const paged = usePaged(['reviews', 'list', show, sku, merchantId], (after) =>
    listReviews({ merchantId, sku, status: show === 'all' ? undefined : show, after, limit: PAGE_ROWS }),
  );
  return (
    <OpinionsFrame tools={<SearchBox label={t('reviews.search')} value={sku} onSearch={(q) => narrow({ q })} />}>
      <PillTabs
        label={t('reviews.filter')}
        pills={shows.map((one) => ({
          value: one,
          label: one === 'all' ? t('filter.all') : word('review-status', one),
        }))}
        value={show}
        onChange={(next) => narrow({ show: next === 'submitted' ? undefined : next })}
      />
      <PagedList
        label={t('opinions.tab.reviews')}
        columns={columns}
        paged={paged}
        rowKey={idOf}
        empty={<Blank icon="opinions" title={t('reviews.empty.title')} body={t('reviews.empty.body')} />}
      />
      {chosen === null ? null : <ReviewDialog review={chosen} onChange={setChosen} />}
    </OpinionsFrame>
  );
}
