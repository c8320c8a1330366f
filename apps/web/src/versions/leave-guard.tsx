import { Button, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import classes from '../ui/confirm-dialog.module.css';

/** Asks before changes are lost by leaving, whether by a link, the browser's back or closing the tab. */
export function LeaveGuard({ isChanged }: { isChanged: boolean }): ReactNode {
  const { t } = useI18n();
  const { proceed, reset, status } = useBlocker({
    shouldBlockFn: () => isChanged,
    enableBeforeUnload: () => isChanged,
    withResolver: true,
  });
  return (
    <Modal
      opened={status === 'blocked'}
      onClose={() => reset?.()}
      title={t('policy.leave.title')}
      closeButtonProps={{ 'aria-label': t('action.cancel') }}
    >
      <div className={classes['form']}>
        <p>{t('policy.leave.body')}</p>
        <div className={classes['buttons']}>
          <Button onClick={() => proceed?.()}>{t('policy.leave.go')}</Button>
          <Button variant="filled" onClick={() => reset?.()} data-autofocus>
            {t('policy.leave.stay')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
