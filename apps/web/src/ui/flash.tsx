import { type ReactNode, useState } from 'react';
import classes from './flash.module.css';

/** Lights up for a moment when the value changes, so that a live change is seen. */
export function Flash({ value, children }: { value: string | number; children: ReactNode }): ReactNode {
  const [seen, setSeen] = useState(value);
  const [changes, setChanges] = useState(0);
  if (seen !== value) {
    setSeen(value);
    setChanges(changes + 1);
  }
  return (
    <span key={changes} className={changes > 0 ? classes['changed'] : undefined}>
      {children}
    </span>
  );
}
