import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type ClaimDecision, decideClaim } from '../api/claims.js';
import type { Claim, Role } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { leftMinor } from './claim-facts.js';
import { useClaimChange } from './use-claim.js';

/** What may be decided now: a supplier answers, the merchant accepts for it or gives the claim up. */
function decisionsOf({ status }: Claim, role: Role): ClaimDecision[] {
  const mayAccept = status === 'open' || status === 'disputed';
  if (role === 'supplier') return status === 'open' ? ['disputed', 'accepted'] : mayAccept ? ['accepted'] : [];
  if (mayAccept) return ['rejected', 'accepted'];
  return status === 'accepted' ? ['rejected'] : [];
}

export function ClaimActions({ claim, role }: { claim: Claim; role: Role }): ReactNode {
  const { t } = useI18n();
  const [asked, setAsked] = useState<ClaimDecision | null>(null);
  return (
    <>
      {decisionsOf(claim, role).map((decision) => (
        <Button
          key={decision}
          variant={decision === 'accepted' ? 'filled' : 'default'}
          onClick={() => setAsked(decision)}
        >
          {t(`claim.${decision}`)}
        </Button>
      ))}
      {(['accepted', 'disputed', 'rejected'] as const).map((decision) => (
        <DecisionDialog
          key={decision}
          claim={claim}
          decision={decision}
          opened={asked === decision}
          onClose={() => setAsked(null)}
        />
      ))}
    </>
  );
}

interface DecisionDialogProps {
  claim: Claim;
  decision: ClaimDecision;
  opened: boolean;
  onClose: () => void;
}

function DecisionDialog({ claim, decision, opened, onClose }: DecisionDialogProps): ReactNode {
  const { t, money } = useI18n();
  const [detail, setDetail] = useState('');
  const said = detail.trim();
  const action = useClaimChange(() => decideClaim(claim.id, decision, said === '' ? null : said));
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t(`claim.${decision}.title`, { number: claim.number })}
      confirm={t(`claim.${decision}.confirm`)}
      isDangerous={decision === 'rejected'}
      action={action}
    >
      <p>{t(`claim.${decision}.body`, { amount: money(leftMinor(claim), claim.currency) })}</p>
      <Textarea
        label={t('claim.detail')}
        autosize
        minRows={2}
        maxLength={1_000}
        value={detail}
        onChange={(event) => setDetail(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
