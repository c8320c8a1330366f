import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Role } from '../../api/types.js';
import { isTyping } from '../../ui/is-typing.js';
import { pagesOf } from '../pages.js';

/** How long after `g` its second letter still counts. */
const SEQUENCE_MS = 1_200;

interface ShortcutOptions {
  role: Role;
  onHelp: () => void;
  onSearch: () => void;
}

/** `/` searches, `?` helps, `g` and a letter go to a page. */
export function useShortcuts({ role, onHelp, onSearch }: ShortcutOptions): void {
  const navigate = useNavigate();
  const goUntil = useRef(0);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      const target = event.timeStamp < goUntil.current && pagesOf(role).find(({ letter }) => letter === event.key);
      goUntil.current = event.key === 'g' ? event.timeStamp + SEQUENCE_MS : 0;
      if (target) void navigate({ to: target.path });
      else if (event.key === '?') onHelp();
      else if (event.key === '/') onSearch();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [navigate, role, onHelp, onSearch]);
}
