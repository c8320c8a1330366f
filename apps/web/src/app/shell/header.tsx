import {
  ActionIcon,
  Menu,
  SegmentedControl,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import { useI18n } from '../../i18n/i18n.js';
import { Icon } from '../../ui/icon.js';
import { useSession } from '../session.js';
import classes from './header.module.css';
import { LiveMark } from './live-mark.js';
import { SearchField } from './search-field.js';

interface HeaderProps {
  searchField: RefObject<HTMLInputElement | null>;
  onMenu: () => void;
  onHelp: () => void;
}

export function Header({ searchField, onMenu, onHelp }: HeaderProps): ReactNode {
  const { t } = useI18n();
  const { role } = useSession();
  return (
    <header className={classes['header']}>
      <ActionIcon className={classes['burger']} aria-label={t('nav.open')} onClick={onMenu}>
        <Icon name="menu" size={18} />
      </ActionIcon>
      <div className={classes['search']}>{role === 'supplier' ? null : <SearchField field={searchField} />}</div>
      <LiveMark />
      <LanguageSwitch />
      <SchemeSwitch />
      <Tooltip label={`${t('header.help')}  ?`}>
        <ActionIcon className={classes['help']} aria-label={t('header.help')} onClick={onHelp}>
          <Icon name="help" />
        </ActionIcon>
      </Tooltip>
      <AccountMenu />
    </header>
  );
}

function LanguageSwitch(): ReactNode {
  const { language, setLanguage, t } = useI18n();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('header.language')}
      value={language}
      onChange={(value) => setLanguage(value === 'tr' ? 'tr' : 'en')}
      data={[
        { value: 'tr', label: 'TR' },
        { value: 'en', label: 'EN' },
      ]}
    />
  );
}

function SchemeSwitch(): ReactNode {
  const { t } = useI18n();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const next = scheme === 'dark' ? 'light' : 'dark';
  return (
    <Tooltip label={t(`header.scheme.${next}`)}>
      <ActionIcon aria-label={t(`header.scheme.${next}`)} onClick={() => setColorScheme(next)}>
        <Icon name={scheme === 'dark' ? 'sun' : 'moon'} />
      </ActionIcon>
    </Tooltip>
  );
}

function AccountMenu(): ReactNode {
  const { t } = useI18n();
  const { role, leave } = useSession();
  return (
    <Menu position="bottom-end" width={200} shadow="md">
      <Menu.Target>
        <button
          type="button"
          className={classes['account']}
          aria-label={t('header.account', { role: t(`role.${role}`) })}
        >
          <span className={classes['role']}>{t(`role.${role}`)}</span>
          <span className={classes['person']}>
            <Icon name="person" />
          </span>
          <Icon name="down" size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="exit" size={14} />} onClick={() => void leave()}>
          {t('header.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
