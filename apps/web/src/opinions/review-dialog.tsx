import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerReview, publishReview, refuseReview } from '../api/opinions.js';
import type { Review } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Facts } from '../ui/facts.js';
import { fieldError } from '../ui/field-error.js';
import { problemText } from '../ui/states.js';
import { OrderLink } from '../ui/order-link.js';
import { StatusBadge } from '../ui/status-badge.js';
import { At } from '../ui/values.js';
import classes from './opinions.module.css';

/** Characters, as the server takes them. */
const REASON_MAX = 500;
const ANSWER_MAX = 2_000;

interface ReviewDialogProps {
  review: Review;
  /** What became of it; null closes. */
  onChange: (review: Review | null) => void;
}

/** One review in full, and what a person can do about it. */
export function ReviewDialog({ review, onChange }: ReviewDialogProps): ReactNode {
  const { t, word } = useI18n();
  const { sku, rating, status, text, sentiment, topics, reason, submittedAt } = review;
  return (
    <Modal
      opened
      onClose={() => onChange(null)}
      title={t('review.title', { sku, rating })}
      size={640}
      closeButtonProps={{ 'aria-label': t('action.cancel') }}
    >
      <div className={classes['review']}>
        <Facts
          facts={[
            [t('reviews.status'), <StatusBadge key="status" kind="review-status" status={status} />],
            [t('surveys.column.mood'), <StatusBadge key="mood" kind="sentiment" status={sentiment} />],
            [t('surveys.topic'), topics.length === 0 ? null : topics.map((topic) => word('topic', topic)).join(', ')],
            [t('surveys.column.order'), <OrderLink key="order" order={review} />],
            [t('reviews.submitted'), <At key="at" at={submittedAt} />],
            [t('review.reason'), reason],
          ]}
        />
        <p className={classes['said']}>{text}</p>
        {status === 'published' ? <AnswerForm review={review} onChange={onChange} /> : null}
        {status === 'published' ? null : <PublishForm review={review} onChange={onChange} />}
        {status === 'rejected' ? null : <RefuseForm review={review} onChange={onChange} />}
      </div>
    </Modal>
  );
}

/** Does something to a review, and shows what came of it at once. */
function useReviewChange<Wanted = void>(
  change: (wanted: Wanted) => Promise<Review>,
  onDone: (fresh: Review) => void,
): UseMutationResult<Review, Error, Wanted> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (fresh) => {
      onDone(fresh);
      await queries.invalidateQueries({ queryKey: ['reviews'] });
    },
  });
}

/** What a refusal says, unless it stands at a field already. */
function Refusal({ error, pointer }: { error: Error | null; pointer?: string }): ReactNode {
  const { word } = useI18n();
  if (error === null || (pointer !== undefined && fieldError(error, pointer) !== undefined)) return null;
  return (
    <p role="alert" className="tone-bad">
      {problemText(error, word)}
    </p>
  );
}

function PublishForm({ review, onChange }: ReviewDialogProps): ReactNode {
  const { t } = useI18n();
  const publish = useReviewChange(() => publishReview(review.id), onChange);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate();
      }}
    >
      <p>{t('review.publish.body')}</p>
      <Refusal error={publish.error} />
      <Button type="submit" variant="filled" loading={publish.isPending}>
        {t('review.publish')}
      </Button>
    </form>
  );
}

function RefuseForm({ review, onChange }: ReviewDialogProps): ReactNode {
  const { t } = useI18n();
  const [reason, setReason] = useState('');
  const refuse = useReviewChange((why: string) => refuseReview(review.id, why), onChange);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        refuse.mutate(reason.trim());
      }}
    >
      <Textarea
        label={t('review.refuse.reason')}
        description={t('review.refuse.body')}
        autosize
        minRows={2}
        maxLength={REASON_MAX}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fieldError(refuse.error, '/reason')}
      />
      <Refusal error={refuse.error} pointer="/reason" />
      <Button type="submit" color="var(--k-danger)" loading={refuse.isPending} disabled={reason.trim() === ''}>
        {t('review.refuse')}
      </Button>
    </form>
  );
}

function AnswerForm({ review, onChange }: ReviewDialogProps): ReactNode {
  const { t } = useI18n();
  const [text, setText] = useState(review.answer ?? '');
  const answer = useReviewChange((said: string) => answerReview(review.id, said), onChange);
  const said = text.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        answer.mutate(said);
      }}
    >
      <Textarea
        label={t('review.answer.text')}
        description={t('review.answer.body')}
        autosize
        minRows={3}
        maxLength={ANSWER_MAX}
        value={text}
        onChange={(event) => {
          answer.reset();
          setText(event.currentTarget.value);
        }}
        error={fieldError(answer.error, '/text')}
      />
      <Refusal error={answer.error} pointer="/text" />
      <Button
        type="submit"
        variant="filled"
        loading={answer.isPending}
        disabled={said === '' || said === review.answer}
      >
        {t('review.answer')}
      </Button>
      <p role="status" className="tone-good">
        {answer.isSuccess ? t('review.answer.saved') : null}
      </p>
    </form>
  );
}
