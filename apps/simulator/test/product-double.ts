import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import {
  json,
  list,
  type Body,
  type Call,
  type DoublePurchaseOrder,
  type DoubleSupplier,
  type Reply,
} from './product-double-wire.js';

type Handler = (call: Call, ...params: string[]) => Reply | Promise<Reply>;

const MERCHANT = 'kv_merchant_test';
const OPERATOR = 'kv_operator_test';

/**
 * The product as an outsider meets it, over real HTTP, as small as it can be and still hold its side:
 * it checks signatures and keys, makes one purchase order per order, and remembers everything it was told.
 */
export class ProductDouble {
  readonly suppliers: DoubleSupplier[] = [];
  readonly supplierKeys = new Map<string, string>();
  readonly listings: Body[] = [];
  readonly feeds: { query: string; type: string; body: string }[] = [];
  readonly stores: { id: string; secret: string; domain: string }[] = [];
  readonly orders = new Map<string, { id: string; externalId: string }>();
  readonly purchaseOrders: DoublePurchaseOrder[] = [];
  readonly addressAnswers: { purchaseOrderId: string; changeId: string; accepted: boolean }[] = [];
  readonly acknowledgements: { purchaseOrderId: string; reference: string; body: Body }[] = [];
  readonly shipNotices: { purchaseOrderId: string; reference: string; body: Body }[] = [];
  readonly checkpoints: { carrier: string; eventId: string; trackingNumber: string; status: string }[] = [];
  readonly phoneReports: { path: string; headers: IncomingMessage['headers']; text: string }[] = [];
  readonly badSignatures: string[] = [];
  /** Calls whose work is done but whose answer is lost: the first so many of each path pattern. */
  loseAnswers = 0;
  /** The supplier that gets the next purchase orders. */
  chosen = 'anadolu';

  private readonly routes: [string, RegExp, Handler][] = [
    ['GET', /^\/v1\/whoami$/, () => ({ status: 200, body: { merchantId: this.merchantId } })],
    ['GET', /^\/v1\/suppliers$/, () => list(this.suppliers.map(({ id, code, channel }) => ({ id, code, channel })))],
    ['POST', /^\/v1\/suppliers$/, (call) => this.addSupplier(call)],
    ['PATCH', /^\/v1\/suppliers\/([^/]+)$/, (call, id) => this.changeSupplier(call, id)],
    ['POST', /^\/v1\/keys$/, (call) => this.issueKey(call)],
    ['POST', /^\/v1\/listings$/, (call) => this.addListing(call)],
    ['POST', /^\/v1\/feeds$/, (call) => this.takeFeed(call)],
    ['POST', /^\/v1\/suppliers\/([^/]+)\/feeds$/, (call) => this.takeFeed(call)],
    ['POST', /^\/v1\/stores$/, (call) => this.addStore(call)],
    ['POST', /^\/v1\/orders$/, (call) => this.takeOrder(String(json(call)['externalId']), call)],
    ['GET', /^\/v1\/orders$/, (call) => this.findOrders(call)],
    ['POST', /^\/v1\/webhooks\/shopify\/([^/]+)$/, (call, id) => this.takeShopify(call, id)],
    ['GET', /^\/v1\/purchase-orders$/, (call) => this.listPurchaseOrders(call)],
    ['POST', /^\/v1\/purchase-orders\/([^/]+)\/acknowledgements$/, (call, id) => this.takeAcknowledgement(call, id)],
    ['POST', /^\/v1\/purchase-orders\/([^/]+)\/address-change-answers$/, (call, id) => this.takeAddress(call, id)],
    ['POST', /^\/v1\/purchase-orders\/([^/]+)\/ship-notices$/, (call, id) => this.takeShipNotice(call, id)],
    ['POST', /^\/v1\/(?:sms|whatsapp)-callbacks/, (call) => this.takePhoneReport(call)],
    ['POST', /^\/v1\/webhooks\/carriers\/([^/]+)$/, (call, carrier) => this.takeCheckpoint(call, carrier)],
  ];
  private readonly merchantId = randomUUID();
  private readonly losses = new Map<RegExp, number>();
  private constructor(
    private readonly server: Server,
    private readonly folder: string,
    private readonly carrierSecret: string,
  ) {}

  static async start(carrierSecret: string): Promise<ProductDouble> {
    const server = createServer();
    const folder = await mkdtemp(join(tmpdir(), 'kervan-simulator-'));
    const double = new ProductDouble(server, folder, carrierSecret);
    server.on('request', (request, response) => void double.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await writeFile(double.keysFile, JSON.stringify({ merchant: MERCHANT, operator: OPERATOR, suppliers: {} }));
    await chmod(double.keysFile, 0o600);
    return double;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get keysFile(): string {
    return join(this.folder, 'keys.json');
  }

  supplier(code: string): DoubleSupplier {
    return this.suppliers.find((supplier) => supplier.code === code)!;
  }

  /** Asks for another address, as the product does: by webhook, or for the supplier to fetch. */
  async askAddress(order: DoublePurchaseOrder, changeId: string): Promise<void> {
    const asked = { changeId, shipTo: { city: 'İzmir' }, answerBy: new Date().toISOString() };
    order.addressChange = asked;
    if (this.supplierOf(order).channel.type !== 'webhook') return;
    await this.push({ ...order, ...asked }, 'purchase-order.address-change-requested');
  }

  private supplierOf({ supplierId }: DoublePurchaseOrder): DoubleSupplier {
    return this.suppliers.find(({ id }) => id === supplierId)!;
  }

  /** Pushes a purchase order as the product does; answers the supplier's status. */
  async push(order: DoublePurchaseOrder, type = 'purchase-order.created', secret?: string): Promise<number> {
    const supplier = this.supplierOf(order);
    const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data: order });
    const [id, now] = [`msg_${order.id}_${type}`, new Date()];
    const response = await fetch(supplier.channel.url!, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(secret ?? supplier.secret!).sign(id, now, body),
      },
    });
    return response.status;
  }

  aPurchaseOrder(code: string): DoublePurchaseOrder {
    const order = {
      ...{ id: randomUUID(), number: `PO-${this.purchaseOrders.length + 1}`, supplierId: this.supplier(code).id },
      ...{ orderId: randomUUID(), status: 'created', shipTo: { city: 'Ankara' } },
      lines: [
        { id: randomUUID(), supplierSku: 'X-1', quantity: 2 },
        { id: randomUUID(), supplierSku: 'X-2', quantity: 1 },
      ],
    };
    this.purchaseOrders.push(order);
    return order;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await rm(this.folder, { recursive: true });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://double');
    const raw = Buffer.concat((await request.toArray()) as Buffer[]).toString('utf8');
    const key = request.headers.authorization?.replace(/^Bearer /, '') ?? null;
    const call = { method: request.method ?? '', path: url.pathname, query: url.searchParams, key, raw };
    for (const [method, pattern, handler] of this.routes) {
      const match = method === call.method ? pattern.exec(call.path) : null;
      if (match === null) continue;
      const reply = await handler({ ...call, headers: request.headers }, ...match.slice(1));
      if (method === 'POST' && this.isLost(pattern)) request.socket.destroy();
      else
        response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body ?? {}));
      return;
    }
    response.writeHead(404).end('{}');
  }

  private isLost(pattern: RegExp): boolean {
    const lost = this.losses.get(pattern) ?? 0;
    if (lost >= this.loseAnswers || /suppliers|stores|keys/.test(pattern.source)) return false;
    this.losses.set(pattern, lost + 1);
    return true;
  }

  private addSupplier(call: Call): Reply {
    if (call.key !== MERCHANT) return { status: 403 };
    const { code, channel } = json(call) as { code: string; channel: DoubleSupplier['channel'] };
    const secret = channel.type === 'webhook' ? `whsec_${Buffer.from(randomUUID()).toString('base64')}` : null;
    const supplier = { id: randomUUID(), code, channel, secret };
    this.suppliers.push(supplier);
    return { status: 201, body: { ...supplier, secret: undefined, channel: { ...channel, secret } } };
  }

  private changeSupplier(call: Call, id: string): Reply {
    const supplier = this.suppliers.find((each) => each.id === id)!;
    const { secret, ...channel } = json(call)['channel'] as DoubleSupplier['channel'] & { secret?: string };
    supplier.channel = channel;
    supplier.secret = secret ?? supplier.secret;
    return { status: 200, body: { id, code: supplier.code, channel: supplier.channel } };
  }

  private issueKey(call: Call): Reply {
    if (call.key !== OPERATOR) return { status: 403 };
    const key = `kv_supplier_${randomUUID()}`;
    this.supplierKeys.set(key, String(json(call)['supplierId']));
    return { status: 201, body: { id: randomUUID(), key } };
  }

  private takePhoneReport({ path, headers, raw: text }: Call): Reply {
    this.phoneReports.push({ path, headers, text });
    return { status: 204 };
  }

  private addListing(call: Call): Reply {
    this.listings.push(json(call));
    return { status: 201, body: {} };
  }

  private takeFeed(call: Call): Reply {
    this.feeds.push({ query: call.query.toString(), type: call.headers['content-type'] ?? '', body: call.raw });
    return { status: 200, body: { feedId: randomUUID() } };
  }

  private addStore(call: Call): Reply {
    const { webhookSecret, domain } = json(call) as { webhookSecret: string; domain: string };
    const id = randomUUID();
    this.stores.push({ id, domain, secret: webhookSecret });
    return { status: 201, body: { id, webhookUrl: `http://elsewhere.example/v1/webhooks/shopify/${id}` } };
  }

  private takeShopify(call: Call, storeId: string): Reply {
    const store = this.stores.find(({ id }) => id === storeId);
    const expected = createHmac('sha256', store?.secret ?? '')
      .update(call.raw)
      .digest('base64');
    if (call.headers['x-shopify-hmac-sha256'] !== expected) {
      this.badSignatures.push(call.path);
      return { status: 401 };
    }
    this.takeOrder(String(json(call)['id']), call);
    return { status: 200 };
  }

  private takeOrder(externalId: string, call: Call): Reply {
    if (call.path === '/v1/orders' && call.headers['idempotency-key'] === undefined) return { status: 400 };
    const known = this.orders.get(externalId);
    if (known !== undefined) return { status: 201, body: known };
    const order = { id: randomUUID(), externalId };
    this.orders.set(externalId, order);
    const purchaseOrder = this.aPurchaseOrder(this.chosen);
    purchaseOrder.orderId = order.id;
    // A supplier that went home in the middle of a test hears nothing; the double does not repeat itself.
    if (this.supplier(this.chosen).channel.type === 'webhook') void this.push(purchaseOrder).catch(() => 0);
    return { status: 201, body: order };
  }

  private findOrders(call: Call): Reply {
    const order = this.orders.get(call.query.get('externalId') ?? '');
    return list(order === undefined ? [] : [order]);
  }

  private listPurchaseOrders(call: Call): Reply {
    const supplierId = this.supplierKeys.get(call.key ?? '');
    if (supplierId === undefined) return { status: 401 };
    const own = this.purchaseOrders.filter((each) => each.supplierId === supplierId);
    if (call.query.get('addressChange') === 'pending') return list(own.filter(({ addressChange }) => addressChange));
    const status = call.query.get('status');
    return list(own.filter((each) => each.status === status));
  }

  private takeAddress(call: Call, id: string): Reply {
    const order = this.purchaseOrders.find((each) => each.id === id);
    if (order === undefined || order.supplierId !== this.supplierKeys.get(call.key ?? '')) return { status: 404 };
    const { changeId, accepted } = json(call) as { changeId: string; accepted: boolean };
    this.addressAnswers.push({ purchaseOrderId: id, changeId, accepted });
    order.addressChange = null;
    return { status: 201, body: order };
  }

  private takeAcknowledgement(call: Call, id: string): Reply {
    return this.takeAnswer(call, id, this.acknowledgements, 'acknowledged');
  }

  private takeShipNotice(call: Call, id: string): Reply {
    const order = this.purchaseOrders.find((each) => each.id === id);
    if (order?.status === 'created') return { status: 422, body: { code: 'NOT_ACKNOWLEDGED' } };
    return this.takeAnswer(call, id, this.shipNotices, 'shipped');
  }

  private takeAnswer(call: Call, id: string, answers: ProductDouble['acknowledgements'], status: string): Reply {
    const order = this.purchaseOrders.find((each) => each.id === id);
    if (order === undefined || order.supplierId !== this.supplierKeys.get(call.key ?? '')) return { status: 404 };
    if (order.status === 'expired') return { status: 409, body: { code: 'PURCHASE_ORDER_EXPIRED' } };
    const body = json(call);
    answers.push({ purchaseOrderId: id, reference: String(body['reference']), body });
    order.status = status;
    return { status: 200, body: order };
  }

  private takeCheckpoint(call: Call, carrier: string): Reply {
    try {
      new Webhook(this.carrierSecret).verify(call.raw, call.headers as Record<string, string>);
    } catch {
      this.badSignatures.push(call.path);
      return { status: 401 };
    }
    this.checkpoints.push({ carrier, ...(json(call) as { eventId: string; trackingNumber: string; status: string }) });
    return { status: 200, body: { accepted: 1 } };
  }
}
