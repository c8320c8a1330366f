import { settingsByCarrier } from '../carrier-settings.js';
import type { ShippingTrackerConfig } from '../config.js';
import { formatOf } from './formats/carrier-formats.js';
import type { CarrierConnection } from './polled-carrier.js';

/** The carriers to ask, as the operator set them. */
export function connectionsOf(config: ShippingTrackerConfig): CarrierConnection[] {
  const keys = settingsByCarrier(config.CARRIER_KEYS);
  const accounts = settingsByCarrier(config.CARRIER_ACCOUNTS);
  return [...settingsByCarrier(config.CARRIER_POLL_URLS)].map(([carrier, [address = '']]) => {
    const [, format = carrier, url = ''] = /^(?:([a-z-]+)\+)?(https?:.*)$/.exec(address) ?? [];
    const [user = '', ...password] = (keys.get(carrier)?.[0] ?? '').split(':');
    return {
      ...{ carrier, url, format: formatOf(format), timeoutMs: config.POLL_TIMEOUT_MS },
      key: { user, password: password.join(':'), account: accounts.get(carrier)?.[0] ?? '' },
    };
  });
}
