import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useI18n } from '../../i18n/i18n.js';
import { Icon } from '../../ui/icon.js';
import { Logo } from '../../ui/logo.js';
import { pagesOf } from '../pages.js';
import { useSession } from '../session.js';
import classes from './menu.module.css';

export function Menu({ onLeave }: { onLeave?: () => void }): ReactNode {
  const { t } = useI18n();
  const { role } = useSession();
  return (
    <div className={classes['menu']}>
      <Link to="/" className={classes['brand']} onClick={onLeave}>
        <Logo size={26} />
        <span className={classes['name']}>{t('app.name')}</span>
      </Link>
      <nav aria-label={t('nav.label')}>
        <ul className={classes['list']}>
          {pagesOf(role).map(({ name, path, letter }) => (
            <li key={name}>
              <Link
                to={path}
                className={classes['link']}
                activeProps={{ 'data-active': true, 'aria-current': 'page' }}
                onClick={onLeave}
              >
                <Icon name={name} />
                <span className={classes['label']}>{t(`nav.${name}`)}</span>
                <span className={classes['keys']} aria-hidden="true">
                  G {letter.toUpperCase()}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
