import { NativeSelect, NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type PolicyQuestion, previewReturnPolicy } from '../api/return-policies.js';
import { type Order, type ReturnPolicy, returnReasons } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Section } from '../ui/page.js';
import { OrderSelect } from '../versions/order-select.js';
import { useOrdersToTry } from '../versions/use-orders-to-try.js';
import { AnswerCounts } from './answer-counts.js';
import { ComparedLines } from './compared-lines.js';
import classes from './return-policy-preview.module.css';

/** The newest delivered orders that are counted: enough for a share, answered in a moment. */
const ORDERS_COUNTED = 100;
/** As long as an own window can be. */
const DAYS_MAX = 3_650;
/** While somebody types a number nothing is asked. */
const TYPING_MS = 300;

interface ReturnPolicyPreviewProps {
  /** As it is saved. */
  policy: ReturnPolicy;
  /** Whether something was typed since. */
  isStale: boolean;
}

/** What a policy would answer to real orders, beside what the active one answers. */
export function ReturnPolicyPreview({ policy, isStale }: ReturnPolicyPreviewProps): ReactNode {
  const { t } = useI18n();
  const [question, setQuestion] = useState<PolicyQuestion>({ reasonCode: 'CHANGED_MIND', daysAfterDelivery: null });
  const [asked] = useDebouncedValue(question, TYPING_MS);
  return (
    <Section title={t('return-preview.title')}>
      <div className={classes['preview']}>
        <QuestionForm question={question} onChange={setQuestion} />
        {isStale ? <p className="quiet">{t('preview.unsaved')}</p> : null}
        <OverOrders policy={policy} question={asked} />
        <OnOneOrder policy={policy} question={asked} />
      </div>
    </Section>
  );
}

interface QuestionFormProps {
  question: PolicyQuestion;
  onChange: (question: PolicyQuestion) => void;
}

function QuestionForm({ question, onChange }: QuestionFormProps): ReactNode {
  const { t, word } = useI18n();
  return (
    <div className={classes['question']}>
      <NativeSelect
        label={t('return-preview.reason')}
        value={question.reasonCode}
        onChange={({ currentTarget: { value } }) => onChange({ ...question, reasonCode: value })}
        data={returnReasons.map((code) => ({ value: code, label: word('return-reason', code) }))}
      />
      <NumberInput
        size="xs"
        label={t('return-preview.days')}
        placeholder={t('return-preview.days.now')}
        value={question.daysAfterDelivery ?? ''}
        onChange={(days) => onChange({ ...question, daysAfterDelivery: typeof days === 'number' ? days : null })}
        min={0}
        max={DAYS_MAX}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        hideControls
      />
    </div>
  );
}

interface AboutProps {
  policy: ReturnPolicy;
  question: PolicyQuestion;
}

/** Below the key of all return policies: when another becomes active, the comparison is against that one. */
const keyOf = ({ policy, question }: AboutProps, about: string): unknown[] => [
  ...['return-policies', 'preview', policy.id, policy.revision, about],
  question,
];

function OverOrders(props: AboutProps): ReactNode {
  const { policy, question } = props;
  const preview = useQuery({
    queryKey: keyOf(props, 'newest'),
    queryFn: () => previewReturnPolicy(policy.id, { orders: ORDERS_COUNTED }, question),
    placeholderData: keepPreviousData,
  });
  return <Loaded query={preview}>{(answer) => <AnswerCounts {...answer} />}</Loaded>;
}

function OnOneOrder(props: AboutProps): ReactNode {
  const orders = useOrdersToTry(props.policy.merchantId, 'delivered');
  return (
    <Loaded query={orders}>
      {({ items: [first, ...others] }) =>
        first === undefined ? null : <ChosenOrder {...props} orders={[first, ...others]} />
      }
    </Loaded>
  );
}

interface ChosenOrderProps extends AboutProps {
  orders: readonly [Order, ...Order[]];
}

function ChosenOrder({ orders, ...about }: ChosenOrderProps): ReactNode {
  const { t } = useI18n();
  const [order, setOrder] = useState(orders[0]);
  const preview = useQuery({
    queryKey: keyOf(about, order.id),
    queryFn: () => previewReturnPolicy(about.policy.id, { orderId: order.id }, about.question),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <OrderSelect
        label={t('return-preview.order')}
        orders={orders}
        chosen={order}
        onChoose={setOrder}
        optionOf={({ id, externalId }) => ({ value: id, label: externalId })}
      />
      <Loaded query={preview}>{({ items: [one] }) => (one ? <ComparedLines lines={one.lines} /> : null)}</Loaded>
    </>
  );
}
