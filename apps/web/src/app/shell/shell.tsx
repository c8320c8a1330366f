import { Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useLocation } from '@tanstack/react-router';
import { type ReactNode, Suspense, useRef } from 'react';
import { useI18n } from '../../i18n/i18n.js';
import { RowsSkeleton } from '../../ui/states.js';
import { mayOpen } from '../pages.js';
import { useSession } from '../session.js';
import { Forbidden } from './forbidden.js';
import { Header } from './header.js';
import { HelpDialog } from './help-dialog.js';
import { Menu } from './menu.js';
import classes from './shell.module.css';
import { useShortcuts } from './use-shortcuts.js';

/** The frame around every page: menu, header, content. */
export function Shell(): ReactNode {
  const { t } = useI18n();
  const { role } = useSession();
  const { pathname } = useLocation();
  const [menuOpen, menu] = useDisclosure(false);
  const [helpOpen, help] = useDisclosure(false);
  const searchField = useRef<HTMLInputElement>(null);
  useShortcuts({ role, onHelp: help.open, onSearch: () => searchField.current?.focus() });
  return (
    <div className={classes['frame']}>
      <a href="#content" className={classes['skip']}>
        {t('nav.skip')}
      </a>
      <aside className={classes['side']}>
        <Menu />
      </aside>
      <Drawer opened={menuOpen} onClose={menu.close} size={264} padding={0} withCloseButton={false} title={null}>
        <Menu onLeave={menu.close} />
      </Drawer>
      <Header searchField={searchField} onMenu={menu.open} onHelp={help.open} />
      <main id="content" tabIndex={-1} className={classes['content']}>
        <Suspense fallback={<RowsSkeleton />}>{mayOpen(role, pathname) ? <Outlet /> : <Forbidden />}</Suspense>
      </main>
      <HelpDialog opened={helpOpen} onClose={help.close} />
    </div>
  );
}
