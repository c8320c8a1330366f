import '../i18n/after-sales-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { getComplaint, getComplaintRefunds, photoAddress } from '../api/complaints.js';
import type { Complaint } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import { RefundList } from '../returns/refund-list.js';
import { Icon } from '../ui/icon.js';
import { Loaded } from '../ui/loaded.js';
import { Page, Section } from '../ui/page.js';
import { PhotoGallery } from '../ui/photo-gallery.js';
import { ActionButtons } from './action-buttons.js';
import { AssignForm } from './assign-form.js';
import { ComplaintFacts } from './complaint-facts-view.js';
import classes from './complaint.module.css';
import { Conversation } from './conversation.js';
import { OtherComplaints } from './other-complaints.js';
import { type ComplaintAction, complaintKey, complaintRefundsKey } from './use-complaint.js';
import { useDrafts } from './use-drafts.js';

/** One complaint: what was said with whom, whose turn it is and until when, and what can be done. */
export function ComplaintPage(): ReactNode {
  const { complaintId } = useParams({ from: '/complaints/$complaintId' });
  const query = useQuery({ queryKey: complaintKey(complaintId), queryFn: () => getComplaint(complaintId) });
  return <Loaded query={query}>{(complaint) => <ComplaintView key={complaint.id} complaint={complaint} />}</Loaded>;
}

function ComplaintView({ complaint }: { complaint: Complaint }): ReactNode {
  const { t } = useI18n();
  const isSupplier = useSession().role === 'supplier';
  const drafts = useDrafts(complaint.id);
  const [asked, setAsked] = useState<ComplaintAction | null>(null);
  const [seen, setSeen] = useState(() => seenOf(complaint));
  // Who is in the midst of something decides by what they had read when they began; everybody else sees the newest.
  const isBusy = !drafts.isEmpty || asked !== null;
  if (!isBusy && seen.revision !== complaint.revision) setSeen(seenOf(complaint));
  const parts = { complaint, seen, onSeen: (fresh: Complaint): void => setSeen(seenOf(fresh)) };
  return (
    <Page
      title={t('complaint.page', { number: complaint.number })}
      lead={
        <Link to="/complaints" className="link">
          {t('complaint.all')}
        </Link>
      }
      tools={isSupplier ? null : <ActionButtons {...parts} asked={asked} onAsk={setAsked} />}
    >
      <ComplaintFacts complaint={complaint} isSupplier={isSupplier} />
      {complaint.mergedInto === null ? null : <MergedNote intoId={complaint.mergedInto} />}
      <div className={classes['columns']}>
        <Conversation {...parts} drafts={drafts} isSupplier={isSupplier} />
        {isSupplier ? null : (
          <div>
            <Photos complaint={complaint} />
            <Section title={t('complaint.refunds')}>
              <Refunds complaintId={complaint.id} />
            </Section>
            <Section title={t('complaint.assign')}>
              <AssignForm {...parts} />
            </Section>
            <Section title={t('complaint.related')}>
              <OtherComplaints complaint={complaint} />
            </Section>
          </div>
        )}
      </div>
    </Page>
  );
}

const seenOf = ({ id, revision, messages }: Complaint) => ({
  ...{ id, revision, lastMessageId: messages?.at(-1)?.id ?? '' },
});

/** What was given back for the complaint. */
function Refunds({ complaintId }: { complaintId: string }): ReactNode {
  const query = useQuery({
    queryKey: complaintRefundsKey(complaintId),
    queryFn: () => getComplaintRefunds(complaintId),
  });
  return <Loaded query={query}>{({ refunds }) => <RefundList refunds={refunds} />}</Loaded>;
}

function Photos({ complaint: { id, number: complaint, photos = [] } }: { complaint: Complaint }): ReactNode {
  const { t } = useI18n();
  if (photos.length === 0) return null;
  return (
    <Section title={t('complaint.photos')}>
      <PhotoGallery
        photos={photos}
        addressOf={({ sha256 }) => photoAddress(id, sha256)}
        nameOf={(number) => t('complaint.photo', { number, complaint })}
      />
    </Section>
  );
}

function MergedNote({ intoId }: { intoId: string }): ReactNode {
  const { t } = useI18n();
  return (
    <p className={classes['note']}>
      <Icon name="link" size={14} /> {t('complaint.merged-into')}{' '}
      <Link to="/complaints/$complaintId" params={{ complaintId: intoId }} className="link">
        {t('complaint.merged-into.open')}
      </Link>
    </p>
  );
}
