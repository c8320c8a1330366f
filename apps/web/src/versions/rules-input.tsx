import { Button } from '@mantine/core';
import type { FC, ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { hasWord } from '../i18n/translate.js';
import type { FieldProps } from './field-props.js';
import classes from './version-form.module.css';
import { emptyRow, problemsAt, valueAt, withValue } from './content.js';
import { useProblemText } from './use-problem-text.js';

/** A list of rules, each a row of fields. */
export function RulesInput(props: FieldProps & { Field: FC<FieldProps> }): ReactNode {
  const { field, pointer, value, onChange, problems, known, Field } = props;
  const { t, word } = useI18n();
  const problemText = useProblemText();
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  const columns = field.columns ?? [];
  const own = problemText(problems.filter((problem) => problem.pointer === `/content${pointer}`));
  return (
    <fieldset className={classes['rules']}>
      <legend>{word('policy-field', field.name)}</legend>
      {hasWord('policy-help', field.name) ? <p className={classes['help']}>{word('policy-help', field.name)}</p> : null}
      {rows.map((row, index) => (
        <div key={index} className={classes['row']}>
          {columns.map((column) => {
            const at = `${pointer}/${index}${column.pointer}`;
            return (
              <Field
                key={column.pointer}
                field={column}
                pointer={at}
                value={valueAt(row, column.pointer)}
                onChange={(next) =>
                  onChange(rows.map((one, place) => (place === index ? withValue(one, column.pointer, next) : one)))
                }
                problems={problemsAt(problems, at)}
                known={known}
              />
            );
          })}
          <Button
            size="compact-xs"
            className={classes['remove']}
            aria-label={t('policy.row.remove-which', { number: index + 1, list: word('policy-field', field.name) })}
            onClick={() => onChange(rows.filter((_, place) => place !== index))}
          >
            {t('policy.row.remove')}
          </Button>
        </div>
      ))}
      {own ? <p className={classes['problem']}>{own}</p> : null}
      <Button size="compact-xs" onClick={() => onChange([...rows, emptyRow(columns)])}>
        {t('policy.row.add')}
      </Button>
    </fieldset>
  );
}
