import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Complaint } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { isOpen } from './complaint-facts.js';
import { EscalateDialog, MergeDialog, ReopenDialog } from './desk-dialogs.js';
import { RefundDialog } from './refund-dialog.js';
import { SolveDialog } from './solve-dialog.js';
import type { ComplaintAction, ComplaintProps } from './use-complaint.js';

interface ActionButtonsProps extends ComplaintProps {
  asked: ComplaintAction | null;
  onAsk: (action: ComplaintAction | null) => void;
}

/** What can be done with the complaint now; each says first what it will do. */
export function ActionButtons({ complaint, seen, onSeen, asked, onAsk }: ActionButtonsProps): ReactNode {
  const { t } = useI18n();
  const [done, setDone] = useState<{ action: ComplaintAction; revision: number } | null>(null);
  const dialog = (action: ComplaintAction) => ({
    ...{ complaint, seen, opened: asked === action, onClose: () => onAsk(null) },
    onSeen: (fresh: Complaint) => {
      setDone({ action, revision: fresh.revision });
      onSeen(fresh);
    },
  });
  const isMerged = complaint.status === 'merged';
  return (
    <>
      {/* Said until something else happens. */}
      {done?.revision === complaint.revision ? (
        <span role="status" className="tone-good">
          <Icon name="check" size={13} /> {t(`complaint.done.${done.action}`)}
        </span>
      ) : null}
      {isMerged ? null : <Button onClick={() => onAsk('refund')}>{t('complaint.refund')}</Button>}
      {isOpen(complaint) ? (
        <>
          <Button onClick={() => onAsk('escalate')}>{t('complaint.escalate')}</Button>
          <Button onClick={() => onAsk('merge')}>{t('complaint.merge')}</Button>
          <Button variant="filled" onClick={() => onAsk('solve')}>
            {t('complaint.solve')}
          </Button>
        </>
      ) : isMerged ? null : (
        <Button onClick={() => onAsk('reopen')}>{t('complaint.reopen')}</Button>
      )}
      <RefundDialog {...dialog('refund')} />
      <SolveDialog {...dialog('solve')} />
      <ReopenDialog {...dialog('reopen')} />
      <MergeDialog {...dialog('merge')} />
      <EscalateDialog {...dialog('escalate')} />
    </>
  );
}
