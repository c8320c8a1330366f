import type { ReactNode } from 'react';
import classes from './mail-frame.module.css';

/**
 * A mail as its reader sees it. A mail is somebody else's page: in the sandbox it runs no script and reaches nothing of
 * ours. Its links open as ordinary pages in a tab of their own.
 */
export function MailFrame({ title, html }: { title: string; html: string }): ReactNode {
  return (
    <iframe
      title={title}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={`<base target="_blank">${html}`}
      className={classes['frame']}
    />
  );
}
