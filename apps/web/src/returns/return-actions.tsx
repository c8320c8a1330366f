import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Return } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { ApproveDialog, CancelReturnDialog, CloseReturnDialog, PayBackDialog, RefuseDialog } from './decide-dialogs.js';
import { LabelDialog } from './label-dialog.js';
import { actionsFor, type ReturnAction } from './return-facts.js';

/** What can be done with the return now; each says first what it will do to customer, supplier and money. */
export function ReturnActions({ record }: { record: Return }): ReactNode {
  const { t } = useI18n();
  const [asked, setAsked] = useState<ReturnAction | null>(null);
  const [doneIn, setDoneIn] = useState<string | null>(null);
  const actions = actionsFor(record);
  const dialog = (action: ReturnAction) => ({
    ...{ record, opened: asked === action, onClose: () => setAsked(null), onDone: () => setDoneIn(record.status) },
  });
  return (
    <>
      {/* Said until the return moves on from where the action left it. */}
      {doneIn !== null && doneIn !== record.status ? (
        <span role="status" className="tone-good">
          <Icon name="check" size={13} /> {t('return.done')}
        </span>
      ) : null}
      {actions.map((action, index) => (
        <Button
          key={action}
          variant={index === actions.length - 1 && action !== 'cancel' ? 'filled' : 'default'}
          onClick={() => setAsked(action)}
        >
          {t(`return.${action}`)}
        </Button>
      ))}
      <ApproveDialog {...dialog('approve')} />
      <RefuseDialog {...dialog('refuse')} />
      <LabelDialog {...dialog('label')} />
      <PayBackDialog {...dialog('refund')} />
      <CloseReturnDialog {...dialog('close')} />
      <CancelReturnDialog {...dialog('cancel')} />
    </>
  );
}
