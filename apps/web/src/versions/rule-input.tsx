import { Checkbox } from '@mantine/core';
import type { FC, ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import type { FieldProps } from './field-props.js';
import classes from './version-form.module.css';
import { emptyRow, problemsAt, valueAt, withValue } from './content.js';

/** One rule that holds or does not: without it its fields say nothing. */
export function RuleInput(props: FieldProps & { Field: FC<FieldProps> }): ReactNode {
  const { field, pointer, value, onChange, problems, known, Field } = props;
  const { word } = useI18n();
  const columns = field.columns ?? [];
  return (
    <div className={classes['nullable']}>
      <Checkbox
        size="xs"
        label={word('policy-field', field.name)}
        description={word('policy-help', field.name)}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? emptyRow(columns) : null)}
      />
      {value === null ? null : (
        <div className={classes['row']}>
          {columns.map((column) => (
            <Field
              key={column.pointer}
              field={column}
              pointer={pointer + column.pointer}
              value={valueAt(value, column.pointer)}
              onChange={(next) => onChange(withValue(value, column.pointer, next))}
              problems={problemsAt(problems, pointer + column.pointer)}
              known={known}
            />
          ))}
        </div>
      )}
    </div>
  );
}
