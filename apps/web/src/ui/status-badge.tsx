import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { cx } from './cx.js';
import classes from './status-badge.module.css';
import { lookOf, type StatusKind } from './status-look.js';
import { StatusMark } from './status-mark.js';

/** A state as shape and word. */
export function StatusBadge({ kind, status }: { kind: StatusKind; status: string }): ReactNode {
  const { word } = useI18n();
  const { tone, shape } = lookOf(kind, status);
  return (
    <span className={cx(classes['badge'], classes[`tone-${tone}`])}>
      <span className={cx(classes['mark'], `tone-${tone}`)}>
        <StatusMark shape={shape} />
      </span>
      {word(kind, status)}
    </span>
  );
}
