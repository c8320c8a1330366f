import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { listFilledMacros } from '../api/complaints.js';
import { useI18n } from '../i18n/i18n.js';
import { problemText } from '../ui/states.js';
import classes from './complaint.module.css';
import { complaintKey } from './use-complaint.js';

interface MacroMenuProps {
  complaintId: string;
  onChoose: (text: string) => void;
}

/** Answers that are given often, as they read for this complaint. */
export function MacroMenu({ complaintId, onChoose }: MacroMenuProps): ReactNode {
  const { t, word } = useI18n();
  const [opened, setOpened] = useState(false);
  const macros = useQuery({
    queryKey: [...complaintKey(complaintId), 'macros'],
    queryFn: () => listFilledMacros(complaintId),
    enabled: opened,
  });
  const items = macros.data?.items ?? [];
  return (
    <Menu opened={opened} onChange={setOpened} position="top-start" width={340} withinPortal={false}>
      <Menu.Target>
        <Button>{t('complaint.write.macro')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {macros.isError ? <Menu.Item disabled>{problemText(macros.error, word)}</Menu.Item> : null}
        {macros.isSuccess && items.length === 0 ? (
          <Menu.Item disabled>{t('complaint.write.macro.none')}</Menu.Item>
        ) : null}
        {items.map(({ id, name, text }) => (
          <Menu.Item key={id} onClick={() => onChoose(text)}>
            <strong>{name}</strong>
            <span className={classes['preview']}>{text}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
