import { type ReactNode, useState } from 'react';
import { solveComplaint } from '../api/complaints.js';
import { complaintResolutions, complaintTypes, partiesAtFault } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { codeOf, CodeSelect } from './code-select.js';
import type { DialogProps } from './desk-dialogs.js';
import { useComplaintChange } from './use-complaint.js';

/** Solving tells the customer and counts in figures, so it asks what it was, whose fault, and what was done. */
export function SolveDialog({ complaint, seen, onSeen, opened, onClose }: DialogProps): ReactNode {
  const { t } = useI18n();
  const [cause, setCause] = useState<string>(complaint.type);
  const [party, setParty] = useState('');
  const [resolution, setResolution] = useState('');
  const solution = {
    cause: codeOf(complaintTypes, cause),
    partyAtFault: codeOf(partiesAtFault, party),
    resolution: codeOf(complaintResolutions, resolution),
  };
  const action = useComplaintChange(
    complaint.id,
    () => {
      const { cause: what, partyAtFault, resolution: how } = solution;
      if (what === null || partyAtFault === null || how === null)
        throw new Error('The dialog asks for all three first');
      return solveComplaint(seen, { cause: what, partyAtFault, resolution: how });
    },
    onSeen,
  );
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('complaint.solve.title', { number: complaint.number })}
      confirm={t('complaint.solve.confirm')}
      isReady={Object.values(solution).every((code) => code !== null)}
      action={action}
    >
      <CodeSelect
        kind="complaint-type"
        label={t('complaint.solve.cause')}
        codes={complaintTypes}
        value={cause}
        onChange={setCause}
      />
      <CodeSelect
        kind="party"
        label={t('complaint.solve.party')}
        codes={partiesAtFault}
        value={party}
        onChange={setParty}
      />
      <CodeSelect
        kind="resolution"
        label={t('complaint.solve.resolution')}
        codes={complaintResolutions}
        value={resolution}
        onChange={setResolution}
      />
      <ul>
        <li>{t('complaint.solve.customer')}</li>
        <li>{t('complaint.solve.supplier')}</li>
        <li>{t('complaint.solve.money')}</li>
      </ul>
    </ConfirmDialog>
  );
}
