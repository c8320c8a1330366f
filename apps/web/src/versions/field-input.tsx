import { Checkbox, NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { hasWord } from '../i18n/translate.js';
import { minutesOf, timeOf } from '../complaints/hours-draft.js';
import type { FieldProps } from './field-props.js';
import type { NameOf } from './fields.js';
import { RuleInput } from './rule-input.js';
import { RulesInput } from './rules-input.js';
import { useProblemText } from './use-problem-text.js';

/** The input for a field of any kind. */
export function FieldInput(props: FieldProps): ReactNode {
  switch (props.field.kind) {
    case 'rules':
      return <RulesInput {...props} Field={FieldInput} />;
    case 'rule':
      return <RuleInput {...props} Field={FieldInput} />;
    case 'names':
      return <NamesInput {...props} />;
    case 'flag':
      return <FlagInput {...props} />;
    case 'choice':
    case 'supplier':
      return <ChoiceInput {...props} />;
    case 'text':
    case 'clock':
      return <WordInput {...props} />;
    case 'minute':
      return <MinuteInput {...props} />;
    default:
      return <AmountInput {...props} />;
  }
}

/** Label, help and problem, as every input takes them. */
function useWords({ field, problems }: FieldProps): { label: string; description?: string; error: string | undefined } {
  const { word } = useI18n();
  const problemText = useProblemText();
  return {
    label: word('policy-field', field.name),
    ...(hasWord('policy-help', field.name) ? { description: word('policy-help', field.name) } : {}),
    error: problemText(problems),
  };
}

/** How many of the smallest units one shown unit has, and how many decimals that gives. */
const shown = {
  money: { scale: 100, decimals: 2 },
  percent: { scale: 10, decimals: 1 },
  share: { scale: 1, decimals: 0 },
  count: { scale: 1, decimals: 0 },
  minutes: { scale: 1, decimals: 0 },
  hours: { scale: 1, decimals: 0 },
  days: { scale: 1, decimals: 0 },
} as const;

function AmountInput(props: FieldProps): ReactNode {
  const { field, value, onChange, known } = props;
  const { word, t, language } = useI18n();
  const { scale, decimals } = shown[field.kind as keyof typeof shown];
  const units = {
    money: known.currency ?? '',
    percent: '%',
    share: '%',
    count: '',
    minutes: t('policy.minutes'),
    hours: t('policy.hours'),
    days: t('policy.days'),
  };
  const unit = units[field.kind as keyof typeof units];
  return (
    <NumberInput
      size="xs"
      {...useWords(props)}
      value={typeof value === 'number' ? value / scale : ''}
      onChange={(next) => onChange(next === '' ? (field.nullable ? null : 0) : Math.round(Number(next) * scale))}
      min={0}
      decimalScale={decimals}
      decimalSeparator={language === 'tr' ? ',' : '.'}
      allowDecimal={decimals > 0}
      allowNegative={false}
      hideControls
      placeholder={field.nullable ? word('policy-none', field.name) : ''}
      rightSection={unit === '' ? undefined : <span className="quiet">{unit}</span>}
      rightSectionWidth={unit === '' ? undefined : 48}
    />
  );
}

function FlagInput(props: FieldProps): ReactNode {
  const { value, onChange } = props;
  return (
    <Checkbox
      size="xs"
      {...useWords(props)}
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

function WordInput(props: FieldProps): ReactNode {
  const { field, value, onChange } = props;
  const { word } = useI18n();
  return (
    <TextInput
      {...useWords(props)}
      placeholder={field.nullable ? word('policy-none', field.name) : ''}
      type={field.kind === 'clock' ? 'time' : 'text'}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => {
        const next = event.currentTarget.value;
        onChange(next === '' && field.nullable ? null : next);
      }}
    />
  );
}

/** One of a few codes, or one supplier. */
function ChoiceInput(props: FieldProps): ReactNode {
  const { word, t } = useI18n();
  const { field, value, onChange, known } = props;
  const suppliers = (known.supplierIds ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const codes = (field.choices?.codes ?? []).map((code) => ({
    value: code,
    label: field.choices ? word(field.choices.words, code) : code,
  }));
  const chosen = typeof value === 'string' ? value : '';
  const choices = field.kind === 'supplier' ? suppliers : codes;
  const isKnown = choices.some((choice) => choice.value === chosen);
  return (
    <NativeSelect
      {...useWords(props)}
      value={chosen}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[...(isKnown ? [] : [{ value: chosen, label: chosen === '' ? t('policy.choose') : chosen }]), ...choices]}
    />
  );
}

/** A minute of the day, as the clock shows it. */
function MinuteInput(props: FieldProps): ReactNode {
  const { value, onChange } = props;
  return (
    <TextInput
      {...useWords(props)}
      type="time"
      value={typeof value === 'number' ? timeOf(value) : ''}
      onChange={({ currentTarget: { value: time } }) => onChange(time === '' ? null : minutesOf(time, false))}
    />
  );
}

/** What can be proposed of each sort of names; suppliers are known to the editor. */
const proposed: Readonly<Record<NameOf, readonly string[] | null>> = {
  supplier: null,
  sku: [],
  country: [],
  channel: ['email', 'sms', 'whatsapp', 'push'],
  language: ['tr', 'en'],
  gathered: ['order-shipped', 'delivered'],
};

/** Names one by one: Enter or a comma ends one. Nothing where null is a value says null. */
function NamesInput(props: FieldProps): ReactNode {
  const { field, value, onChange, known } = props;
  const { word, t } = useI18n();
  const names = Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
  return (
    <TagsInput
      size="xs"
      {...useWords(props)}
      value={names}
      onChange={(next) => onChange(next.length === 0 && field.nullable ? null : next)}
      data={[...(proposed[field.names ?? 'sku'] ?? new Set(known.suppliers))]}
      splitChars={[',', ';', '\n']}
      acceptValueOnBlur
      clearable={false}
      placeholder={names.length > 0 ? '' : field.nullable ? word('policy-none', field.name) : t('policy.add-name')}
    />
  );
}
