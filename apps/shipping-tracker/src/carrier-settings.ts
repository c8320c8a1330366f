import type { ShippingTrackerConfig } from './config.js';

/** Reads `code=value,code2=value2`; a code may stand several times. Values may contain `=`. */
export function settingsByCarrier(setting: string): Map<string, string[]> {
  const byCarrier = new Map<string, string[]>();
  for (const pair of setting.split(',').filter((part) => part !== '')) {
    const at = pair.indexOf('=');
    const carrier = pair.slice(0, at);
    byCarrier.set(carrier, [...(byCarrier.get(carrier) ?? []), pair.slice(at + 1)]);
  }
  return byCarrier;
}

/** Every carrier that the operator connected, pushing or asked. */
export function carrierCodes(config: ShippingTrackerConfig): Set<string> {
  return new Set(
    [config.CARRIER_WEBHOOK_SECRETS, config.CARRIER_POLL_URLS].flatMap((setting) => [
      ...settingsByCarrier(setting).keys(),
    ]),
  );
}
