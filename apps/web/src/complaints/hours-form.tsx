import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { saveComplaintSettings } from '../api/complaints.js';
import type { ComplaintSettings } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { problemText } from '../ui/states.js';
import { daysOf, faultOf, minutesOf, timeOf } from './hours-draft.js';
import classes from './macros.module.css';

const regions = ['tr', 'eu', 'none'] as const;
/** A Monday: its week names the days. */
const MONDAY = Date.UTC(2026, 0, 5, 12);
const DAY_MS = 86_400_000;
const HOURS_MAX = 10_000;

const counts = [
  ['firstAnswerHours', 'hours.first-answer', 1],
  ['solutionHours', 'hours.solution', 1],
  ['incidentComplaints', 'hours.incident', 2],
  ['incidentHours', 'hours.incident-window', 1],
] as const;

interface HoursFormProps {
  merchantId: string;
  settings: ComplaintSettings;
}

/** When the desk is open, and what it promises. */
export function HoursForm({ merchantId, settings }: HoursFormProps): ReactNode {
  const { t, word } = useI18n();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(settings);
  const [days, setDays] = useState(settings.calendar.closedDays.join('\n'));
  const whole = { ...draft, calendar: { ...draft.calendar, closedDays: daysOf(days) } };
  const fault = faultOf(whole);
  const save = useMutation({
    mutationFn: () => saveComplaintSettings(merchantId, whole),
    onSuccess: (saved) => queries.setQueryData(['complaint-settings', merchantId], saved),
  });
  const change = (next: Partial<ComplaintSettings>): void => {
    save.reset();
    setDraft({ ...draft, ...next });
  };
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p className="quiet">{t('hours.lead')}</p>
      <CalendarFields calendar={draft.calendar} onChange={(calendar) => change({ calendar })} />
      <Textarea
        label={t('hours.closed-days')}
        placeholder="2026-12-31"
        autosize
        minRows={2}
        maxRows={8}
        value={days}
        onChange={(event) => {
          save.reset();
          setDays(event.currentTarget.value);
        }}
      />
      <CountFields draft={draft} onChange={change} />
      {fault ? <p className="tone-bad">{t(fault)}</p> : null}
      {save.isError ? (
        <p role="alert" className="tone-bad">
          {problemText(save.error, word)}
        </p>
      ) : null}
      <Button type="submit" variant="filled" loading={save.isPending} disabled={fault !== null}>
        {t('hours.save')}
      </Button>
      <p role="status" className="tone-good">
        {save.isSuccess ? t('hours.saved') : null}
      </p>
    </form>
  );
}

interface CountFieldsProps {
  draft: ComplaintSettings;
  onChange: (change: Partial<ComplaintSettings>) => void;
}

function CountFields({ draft, onChange }: CountFieldsProps): ReactNode {
  const { t } = useI18n();
  return (
    <div className={classes['fields']}>
      {counts.map(([name, label, min]) => (
        <NumberInput
          key={name}
          size="xs"
          label={t(label)}
          min={min}
          max={HOURS_MAX}
          allowDecimal={false}
          value={draft[name]}
          onChange={(value) => onChange({ [name]: Math.max(min, Number(value) || min) })}
        />
      ))}
    </div>
  );
}

type Calendar = ComplaintSettings['calendar'];

function CalendarFields({
  calendar,
  onChange,
}: {
  calendar: Calendar;
  onChange: (calendar: Calendar) => void;
}): ReactNode {
  const { t, language } = useI18n();
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const { zone, region, workdays, opensAt, closesAt } = calendar;
  return (
    <>
      <fieldset className={classes['days']}>
        <legend>{t('hours.workdays')}</legend>
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <label key={day}>
            <input
              type="checkbox"
              checked={workdays.includes(day)}
              onChange={(event) => {
                const others = workdays.filter((one) => one !== day);
                onChange({ ...calendar, workdays: event.currentTarget.checked ? [...others, day].sort() : others });
              }}
            />
            {weekday.format(MONDAY + (day - 1) * DAY_MS)}
          </label>
        ))}
      </fieldset>
      <div className={classes['fields']}>
        <TextInput
          type="time"
          label={t('hours.opens')}
          value={timeOf(opensAt)}
          onChange={(event) => onChange({ ...calendar, opensAt: minutesOf(event.currentTarget.value, false) })}
        />
        <TextInput
          type="time"
          label={t('hours.closes')}
          value={timeOf(closesAt)}
          onChange={(event) => onChange({ ...calendar, closesAt: minutesOf(event.currentTarget.value, true) })}
        />
        <NativeSelect
          label={t('hours.zone')}
          value={zone}
          onChange={(event) => onChange({ ...calendar, zone: event.currentTarget.value })}
          data={[...new Set([zone, ...Intl.supportedValuesOf('timeZone')])]}
        />
        <NativeSelect
          label={t('hours.region')}
          value={region}
          onChange={(event) => {
            const next = regions.find((one) => one === event.currentTarget.value);
            if (next) onChange({ ...calendar, region: next });
          }}
          data={regions.map((one) => ({ value: one, label: t(`hours.region.${one}`) }))}
        />
      </div>
    </>
  );
}
