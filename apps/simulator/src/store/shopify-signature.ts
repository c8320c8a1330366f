import { createHmac } from 'node:crypto';

/** Base64 HMAC-SHA256 of the raw body, as Shopify puts it into `X-Shopify-Hmac-SHA256`. */
export function shopifySignature(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('base64');
}
