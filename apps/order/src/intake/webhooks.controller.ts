import { Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { BufferedBody, IdPipe, Public, RawBody } from '#platform';
import { WebhooksService, type WebhookAnswer } from './webhooks.service.js';

const FORM = 'application/x-www-form-urlencoded';
/** Left unread until the signature is checked; a customer's odd character must not cost the store its order. */
const JSON_TYPE = 'application/json';

/** What stores send. No key: the signature over the raw body says who it is. */
@Controller('v1/webhooks')
@Public()
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Post('shopify/:storeId')
  @HttpCode(200)
  @BufferedBody([JSON_TYPE])
  shopify(
    @Param('storeId', IdPipe) storeId: string,
    @Headers() headers: Record<string, string | undefined>,
    @RawBody() body: Buffer,
  ): Promise<WebhookAnswer> {
    return this.webhooks.receive('shopify', {
      storeId,
      topic: headers['x-shopify-topic'],
      signature: headers['x-shopify-hmac-sha256'],
      eventId: headers['x-shopify-event-id'] ?? headers['x-shopify-webhook-id'],
      body,
    });
  }

  @Post('woocommerce/:storeId')
  @HttpCode(200)
  @BufferedBody([JSON_TYPE, FORM])
  wooCommerce(
    @Param('storeId', IdPipe) storeId: string,
    @Headers() headers: Record<string, string | undefined>,
    @RawBody() body: Buffer,
  ): Promise<WebhookAnswer> {
    if (headers['content-type']?.startsWith(FORM)) return this.webhooks.ping('woocommerce', storeId);
    return this.webhooks.receive('woocommerce', {
      storeId,
      topic: headers['x-wc-webhook-topic'],
      signature: headers['x-wc-webhook-signature'],
      eventId: headers['x-wc-webhook-delivery-id'],
      body,
    });
  }
}
