import { useSearch } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import { MerchantSelect } from './merchant-select.js';
import { Page } from './page.js';
import { PageTabs } from './page-tabs.js';

interface MerchantFrameProps {
  title: string;
  tabs: ComponentProps<typeof PageTabs>['tabs'];
  lead?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}

/** Pages about one subject of one merchant: one heading, a way from each to the others, and whose they are. */
export function MerchantFrame({ title, tabs, lead, tools, children }: MerchantFrameProps): ReactNode {
  const { merchant } = useSearch({ strict: false });
  const ownTools = (
    <>
      <MerchantSelect />
      {tools}
    </>
  );
  return (
    <Page title={title} lead={lead} tools={ownTools}>
      <PageTabs label={title} merchant={merchant} tabs={tabs} />
      {children}
    </Page>
  );
}
