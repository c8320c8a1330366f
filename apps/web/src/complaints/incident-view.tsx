import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { closeIncident, getIncident, listComplaints } from '../api/complaints.js';
import type { Incident } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { PagedList } from '../list/paged-list.js';
import { PAGE_ROWS, usePaged } from '../list/use-paged.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { carrierName } from '../ui/carrier-name.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Facts } from '../ui/facts.js';
import { Loaded } from '../ui/loaded.js';
import { Page, Section } from '../ui/page.js';
import { Ago } from '../ui/values.js';
import { useComplaintColumns } from './complaint-columns.js';

/** One cause that several customers suffer from. */
export function IncidentView({ incidentId }: { incidentId: string }): ReactNode {
  const query = useQuery({ queryKey: ['incidents', 'one', incidentId], queryFn: () => getIncident(incidentId) });
  return <Loaded query={query}>{(incident) => <IncidentDetail incident={incident} />}</Loaded>;
}

function IncidentDetail({ incident }: { incident: Incident }): ReactNode {
  const { t, word } = useI18n();
  const supplierName = useSupplierNames();
  const [isAsked, setAsked] = useState(false);
  return (
    <Page
      title={t('incident.page', { number: incident.number })}
      lead={
        <Link to="/complaints/incidents" className="link">
          {t('incident.all')}
        </Link>
      }
      tools={
        incident.closedAt === null ? (
          <Button variant="filled" onClick={() => setAsked(true)}>
            {t('incident.close')}
          </Button>
        ) : null
      }
    >
      <Facts
        facts={[
          [t('incidents.cause'), word('complaint-type', incident.cause)],
          [t('incidents.goods'), <code key="goods">{incident.sku}</code>],
          [t('incidents.supplier'), supplierName(incident.supplierId)],
          [t('incidents.carrier'), carrierName(incident.carrier)],
          [t('incidents.orders'), incident.orders],
          [t('incidents.since'), <Ago key="since" at={incident.openedAt} />],
          [t('incidents.until'), incident.closedAt === null ? null : <Ago key="until" at={incident.closedAt} />],
          [t('incident.explanation'), incident.explanation],
        ]}
      />
      <Section title={t('complaints.title')}>
        <ComplaintsOf incidentId={incident.id} />
      </Section>
      <CloseDialog incident={incident} opened={isAsked} onClose={() => setAsked(false)} />
    </Page>
  );
}

function ComplaintsOf({ incidentId }: { incidentId: string }): ReactNode {
  const { t } = useI18n();
  const columns = useComplaintColumns({ show: 'all', isSupplier: false });
  const paged = usePaged(['complaints', 'incident', incidentId], (after) =>
    listComplaints({ incidentId, after, limit: PAGE_ROWS }),
  );
  return (
    <PagedList
      label={t('complaints.title')}
      columns={columns}
      paged={paged}
      rowKey={({ id }) => id}
      empty={<p className="quiet">{t('complaints.empty.title')}</p>}
    />
  );
}

interface CloseDialogProps {
  incident: Incident;
  opened: boolean;
  onClose: () => void;
}

/** Closing writes to every customer concerned, so it says to how many. */
function CloseDialog({ incident, opened, onClose }: CloseDialogProps): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [explanation, setExplanation] = useState('');
  const said = explanation.trim();
  const action = useMutation({
    mutationFn: () => closeIncident(incident.id, said === '' ? null : said),
    onSettled: () => queries.invalidateQueries({ queryKey: ['incidents'] }),
  });
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('incident.close.title', { number: incident.number })}
      confirm={t('incident.close.confirm')}
      action={action}
    >
      <ul>
        <li>{t('incident.close.told', { orders: incident.orders })}</li>
        <li>{t('incident.close.complaints')}</li>
        <li>{t('incident.close.final')}</li>
      </ul>
      <Textarea
        label={t('incident.close.explanation')}
        autosize
        minRows={3}
        maxLength={2_000}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
