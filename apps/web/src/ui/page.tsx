import type { ReactNode } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import classes from './page.module.css';

interface PageProps {
  title: string;
  /** A line under the title. */
  lead?: ReactNode;
  /** Buttons and filters at the right of the title. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A page: its name, what can be done with all of it, its content. */
export function Page({ title, lead, tools, children }: PageProps): ReactNode {
  useDocumentTitle(`${title} · Kervan`);
  return (
    <>
      <div className={classes['head']}>
        <div className={classes['titles']}>
          <h1 className={classes['title']}>{title}</h1>
          {lead ? <div className={classes['lead']}>{lead}</div> : null}
        </div>
        {tools ? <div className={classes['tools']}>{tools}</div> : null}
      </div>
      {children}
    </>
  );
}

/** A part of a page under its own heading. */
export function Section({
  title,
  tools,
  children,
}: {
  title: string;
  tools?: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <section className={classes['section']}>
      <div className={classes['section-head']}>
        <h2 className={classes['section-title']}>{title}</h2>
        {tools}
      </div>
      {children}
    </section>
  );
}
