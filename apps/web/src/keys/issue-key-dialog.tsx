import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { issueKey } from '../api/console.js';
import type { Merchant, Role, Supplier } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useSuppliers } from '../suppliers/use-suppliers.js';
import { Icon } from '../ui/icon.js';
import { problemText } from '../ui/states.js';
import classes from './keys.module.css';
import { type KeyDraft, newKeyOf } from './new-key.js';
import { useMerchants } from './use-merchants.js';

const roles: readonly Role[] = ['merchant', 'supplier', 'operator'];

/** Makes a key and shows it once. */
export function IssueKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactNode {
  const { t } = useI18n();
  const [key, setKey] = useState<string | null>(null);
  const close = (): void => {
    setKey(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t(key === null ? 'keys.issue' : 'keys.issued.title')}
      // A stray click beside the dialog must not lose the only sight of the key.
      closeOnClickOutside={key === null}
      closeButtonProps={{ 'aria-label': t('action.cancel') }}
    >
      {key === null ? <IssueForm onIssued={setKey} /> : <IssuedKey value={key} onDone={close} />}
    </Modal>
  );
}

function IssueForm({ onIssued }: { onIssued: (key: string) => void }): ReactNode {
  const { t, word } = useI18n();
  const queries = useQueryClient();
  const merchants = useMerchants().data?.items ?? [];
  const suppliers = useSuppliers().data?.items ?? [];
  const [draft, setDraft] = useState<KeyDraft>({ role: 'merchant', merchantId: '', supplierId: '', expiresOn: '' });
  const key = newKeyOf(draft, merchants, suppliers);
  const issue = useMutation({
    mutationFn: issueKey,
    onSuccess: async (issued) => {
      onIssued(issued.key);
      await queries.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (key) issue.mutate(key);
      }}
    >
      <KeyFields draft={draft} merchants={merchants} suppliers={suppliers} onChange={setDraft} />
      {issue.isError ? (
        <p role="alert" className="tone-bad">
          {problemText(issue.error, word)}
        </p>
      ) : null}
      <Button type="submit" variant="filled" loading={issue.isPending} disabled={key === null}>
        {t('keys.issue')}
      </Button>
    </form>
  );
}

interface KeyFieldsProps {
  draft: KeyDraft;
  merchants: readonly Merchant[];
  suppliers: readonly Supplier[];
  onChange: (draft: KeyDraft) => void;
}

function KeyFields({ draft, merchants, suppliers, onChange }: KeyFieldsProps): ReactNode {
  const { t } = useI18n();
  return (
    <>
      <NativeSelect
        label={t('keys.role')}
        value={draft.role}
        onChange={(event) => {
          const role = roles.find((one) => one === event.currentTarget.value);
          if (role) onChange({ ...draft, role });
        }}
        data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      />
      {draft.role === 'merchant' ? (
        <Choice
          label={t('keys.merchant')}
          options={merchants}
          value={draft.merchantId}
          onChange={(merchantId) => onChange({ ...draft, merchantId })}
        />
      ) : null}
      {draft.role === 'supplier' ? (
        <Choice
          label={t('keys.supplier')}
          options={suppliers}
          value={draft.supplierId}
          onChange={(supplierId) => onChange({ ...draft, supplierId })}
        />
      ) : null}
      <TextInput
        type="date"
        label={t('keys.expires-at')}
        value={draft.expiresOn}
        onChange={(event) => onChange({ ...draft, expiresOn: event.currentTarget.value })}
      />
    </>
  );
}

interface ChoiceProps {
  label: string;
  options: readonly { id: string; name: string }[];
  value: string;
  onChange: (id: string) => void;
}

function Choice({ label, options, value, onChange }: ChoiceProps): ReactNode {
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={options.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function IssuedKey({ value, onDone }: { value: string; onDone: () => void }): ReactNode {
  const { t } = useI18n();
  const clipboard = useClipboard();
  return (
    <div className={classes['form']}>
      <p>{t('keys.issued.body')}</p>
      <code className={classes['key']}>{value}</code>
      <div className={classes['buttons']}>
        <Button
          leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={13} />}
          onClick={() => clipboard.copy(value)}
        >
          {t(clipboard.copied ? 'action.copied' : 'action.copy')}
        </Button>
        <Button variant="filled" onClick={onDone}>
          {t('keys.issued.done')}
        </Button>
      </div>
    </div>
  );
}
