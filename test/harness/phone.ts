import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** A small phone. */
export const PHONE = { viewport: { width: 360, height: 740 } } as const;

/** What keeps people out of the page of a tab, and what does not fit on a phone. */
export async function faultsOf(tab: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: tab }).analyze();
  const isTooWide = (await tab.evaluate<number>('document.documentElement.scrollWidth')) > PHONE.viewport.width;
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
    ...(isTooWide ? ['wider than a phone'] : []),
  ];
}
