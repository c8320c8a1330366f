import { startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { consoleService } from '../src/service.js';
import { startUpstream, type Upstream } from './upstreams.js';

export type UpstreamName = 'order' | 'supplierSync' | 'shippingTracker' | 'afterSales' | 'notification' | 'simulator';

/** The console with small servers in the place of the other services. */
export interface ConsoleUnderTest extends ServiceUnderTest {
  readonly upstreams: Readonly<Record<UpstreamName, Upstream>>;
}

export async function startUpstreams(): Promise<ConsoleUnderTest['upstreams']> {
  const [order, supplierSync, shippingTracker, afterSales, notification, simulator] = await Promise.all([
    startUpstream(),
    startUpstream(),
    startUpstream(),
    startUpstream(),
    startUpstream(),
    startUpstream(),
  ]);
  return { order, supplierSync, shippingTracker, afterSales, notification, simulator };
}

export const addressesOf = (upstreams: ConsoleUnderTest['upstreams']): Record<string, string> => ({
  ORDER_URL: upstreams.order.url,
  SUPPLIER_SYNC_URL: upstreams.supplierSync.url,
  SHIPPING_TRACKER_URL: upstreams.shippingTracker.url,
  AFTER_SALES_URL: upstreams.afterSales.url,
  NOTIFICATION_URL: upstreams.notification.url,
  SIMULATOR_URL: upstreams.simulator.url,
});

export async function startConsole(env: Record<string, string> = {}): Promise<ConsoleUnderTest> {
  const upstreams = await startUpstreams();
  const underTest = await startServiceUnderTest(consoleService, { ...addressesOf(upstreams), ...env });
  return {
    ...underTest,
    upstreams,
    stop: async () => {
      await underTest.stop();
      await Promise.all(Object.values(upstreams).map((upstream) => upstream.stop()));
    },
  };
}
