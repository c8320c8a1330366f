import { Button, Modal } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isProblem } from '../api/problem.js';
import { useI18n } from '../i18n/i18n.js';
import classes from './confirm-dialog.module.css';
import { problemText } from './states.js';

interface ConfirmDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, to whom, and whether it can be undone. */
  children: ReactNode;
  confirm: string;
  isDangerous?: boolean;
  isReady?: boolean;
  action: UseMutationResult<unknown, Error, void>;
}

/** Says what will happen before it does. Stays open until it has happened, or says why it did not. */
export function ConfirmDialog({
  opened,
  onClose,
  title,
  children,
  confirm,
  isDangerous,
  isReady = true,
  action,
}: ConfirmDialogProps): ReactNode {
  const { t, word } = useI18n();
  const close = (): void => {
    action.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('action.cancel') }}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          action.mutate(undefined, { onSuccess: close });
        }}
      >
        {children}
        {action.isError ? (
          <div role="alert" className="tone-bad">
            <p>{problemText(action.error, word)}</p>
            <FieldProblems error={action.error} />
          </div>
        ) : null}
        <div className={classes['buttons']}>
          <Button onClick={close}>{t('action.back')}</Button>
          <Button
            type="submit"
            variant="filled"
            {...(isDangerous ? { color: 'var(--k-danger)' } : {})}
            loading={action.isPending}
            disabled={!isReady}
            data-autofocus={isDangerous ? undefined : true}
          >
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** What a refusal says of single fields; nothing where it says nothing. */
function FieldProblems({ error }: { error: Error }): ReactNode {
  if (!isProblem(error) || error.errors.length === 0) return null;
  return (
    <ul>
      {error.errors.map(({ pointer, detail }) => (
        <li key={pointer}>{detail}</li>
      ))}
    </ul>
  );
}
