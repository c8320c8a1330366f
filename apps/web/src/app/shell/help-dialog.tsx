import { Kbd, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useI18n } from '../../i18n/i18n.js';
import { pagesOf } from '../pages.js';
import { useSession } from '../session.js';
import classes from './help-dialog.module.css';

function Shortcut({ keys, label }: { keys: string[]; label: string }): ReactNode {
  const { t } = useI18n();
  return (
    <div className={classes['row']}>
      <dt>{label}</dt>
      <dd>
        {keys.map((key, index) => (
          <span key={key}>
            {index > 0 ? <span className="quiet"> {t('help.then')} </span> : null}
            <Kbd size="xs">{key}</Kbd>
          </span>
        ))}
      </dd>
    </div>
  );
}

export function HelpDialog({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactNode {
  const { t } = useI18n();
  const { role } = useSession();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('help.title')}
      size={560}
      closeButtonProps={{ 'aria-label': t('action.cancel') }}
    >
      <div className={classes['columns']}>
        <section>
          <h2>{t('help.go')}</h2>
          <dl>
            {pagesOf(role).map(({ name, letter }) => (
              <Shortcut key={name} keys={['g', letter]} label={t(`nav.${name}`)} />
            ))}
          </dl>
        </section>
        <section>
          <h2>{t('help.everywhere')}</h2>
          <dl>
            <Shortcut keys={['/']} label={t('help.search')} />
            <Shortcut keys={['?']} label={t('help.help')} />
            <Shortcut keys={['Esc']} label={t('help.close')} />
          </dl>
          <h2>{t('help.list')}</h2>
          <dl>
            <Shortcut keys={['j']} label={t('help.next')} />
            <Shortcut keys={['k']} label={t('help.previous')} />
            <Shortcut keys={['↵']} label={t('help.open')} />
          </dl>
        </section>
      </div>
    </Modal>
  );
}
