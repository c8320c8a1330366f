import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { listKeys } from '../api/console.js';
import type { KeyItem } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { DataList } from '../list/data-list.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { Loaded } from '../ui/loaded.js';
import { Page } from '../ui/page.js';
import { StatusMark } from '../ui/status-mark.js';
import { useNow } from '../ui/use-now.js';
import { Ago, At, ShortId } from '../ui/values.js';
import { IssueKeyDialog } from './issue-key-dialog.js';
import { keyStateAt } from './key-state.js';
import classes from './keys.module.css';
import { RevokeKeyDialog } from './revoke-key-dialog.js';
import { useMerchantNames } from './use-merchants.js';

const looks = {
  active: { tone: 'tone-good', shape: 'check' },
  revoked: { tone: 'tone-neutral', shape: 'cross' },
  expired: { tone: 'tone-neutral', shape: 'pause' },
} as const;

function KeyStateMark({ item }: { item: KeyItem }): ReactNode {
  const { t } = useI18n();
  const now = useNow(10_000);
  const state = keyStateAt(item, now);
  return (
    <span className={classes['state']}>
      <span className={looks[state].tone}>
        <StatusMark shape={looks[state].shape} />
      </span>
      {t(`keys.${state}`)}
    </span>
  );
}

function useColumns(onRevoke: (item: KeyItem) => void): Column<KeyItem>[] {
  const { t } = useI18n();
  const { keyId } = useSession();
  const supplierName = useSupplierNames();
  const merchantName = useMerchantNames();
  return useMemo(
    () => [
      { key: 'role', header: t('keys.role'), card: 'title', cell: ({ role }) => <strong>{t(`role.${role}`)}</strong> },
      { key: 'state', header: t('keys.state'), card: 'end', cell: (item) => <KeyStateMark item={item} /> },
      {
        key: 'for',
        header: t('keys.for'),
        card: 'plain',
        cell: ({ supplierId, merchantId }) => {
          if (supplierId) return supplierName(supplierId);
          return merchantId ? merchantName(merchantId) : '–';
        },
      },
      { key: 'id', header: 'ID', card: 'plain', cell: ({ id }) => <ShortId id={id} /> },
      {
        key: 'created',
        header: t('keys.created'),
        card: 'line',
        align: 'end',
        cell: (row) => <Ago at={row.createdAt} />,
      },
      {
        key: 'expires',
        header: t('keys.expires'),
        card: 'line',
        align: 'end',
        cell: (row) => <At at={row.expiresAt} />,
      },
      {
        key: 'revoke',
        header: t('action.actions'),
        card: 'plain',
        align: 'end',
        cell: (item) =>
          item.revokedAt === null && item.id !== keyId ? (
            <Button size="compact-xs" onClick={() => onRevoke(item)}>
              {t('keys.revoke')}
            </Button>
          ) : null,
      },
    ],
    [t, keyId, supplierName, merchantName, onRevoke],
  );
}

const idOf = (item: KeyItem): string => item.id;

/** Who may call the API and sign in. */
export function KeysPage(): ReactNode {
  const { t } = useI18n();
  const [issuing, setIssuing] = useState(false);
  const [revoking, setRevoking] = useState<KeyItem | null>(null);
  const keys = useQuery({ queryKey: ['keys'], queryFn: listKeys });
  const columns = useColumns(setRevoking);
  return (
    <Page
      title={t('keys.title')}
      lead={t('keys.lead')}
      tools={
        <Button variant="filled" onClick={() => setIssuing(true)}>
          {t('keys.issue')}
        </Button>
      }
    >
      <Loaded query={keys}>
        {({ items }) => <DataList label={t('keys.title')} columns={columns} items={items} rowKey={idOf} />}
      </Loaded>
      <IssueKeyDialog opened={issuing} onClose={() => setIssuing(false)} />
      <RevokeKeyDialog item={revoking} onClose={() => setRevoking(null)} />
    </Page>
  );
}
