import { useEffect } from 'react';

/** Saves on Ctrl+S and ⌘S, as every editor does. */
export function useSaveKey(save: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 's' || (!event.ctrlKey && !event.metaKey)) return;
      event.preventDefault();
      save();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}
