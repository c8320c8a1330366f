import { Button, Modal } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from './icon.js';
import classes from './json-view.module.css';

/** A value as it is, for reading and copying. */
export function JsonView({ value }: { value: unknown }): ReactNode {
  const { t } = useI18n();
  const clipboard = useClipboard();
  const text = JSON.stringify(value, null, 2);
  return (
    <div className={classes['frame']}>
      <Button
        className={classes['copy']}
        size="compact-xs"
        leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={12} />}
        onClick={() => clipboard.copy(text)}
      >
        {t(clipboard.copied ? 'action.copied' : 'action.copy')}
      </Button>
      {/* Long content scrolls, so the keyboard must reach it. */}
      <pre className={classes['text']} tabIndex={0}>
        {text}
      </pre>
    </div>
  );
}

interface RawDialogProps {
  title: string;
  value: unknown;
  onClose: () => void;
}

/** Something raw in a dialog; closed while there is nothing. */
export function RawDialog({ title, value, onClose }: RawDialogProps): ReactNode {
  const { t } = useI18n();
  return (
    <Modal
      opened={value !== null && value !== undefined}
      onClose={onClose}
      title={title}
      size={720}
      closeButtonProps={{ 'aria-label': t('action.cancel') }}
    >
      <p className={classes['note']}>{t('json.masked')}</p>
      <JsonView value={value} />
    </Modal>
  );
}
