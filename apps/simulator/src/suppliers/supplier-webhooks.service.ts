import { Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { notFound, ProblemError } from '#platform';
import { BookingsService, type Arrival } from './bookings.service.js';
import { readAddressQuestion, type AddressQuestion } from './domain/address-answer.js';
import { readPurchaseOrder, type ReceivedPurchaseOrder } from './domain/purchase-order.js';
import { SupplierAccount } from './supplier-account.entity.js';
import { SupplierAddresses } from './supplier-addresses.service.js';

/** Messages that take a purchase order back. */
const withdrawals = ['purchase-order.cancelled', 'purchase-order.expired'];

interface Message {
  type: string;
  purchaseOrderId: string | null;
  order: ReceivedPurchaseOrder | null;
  /** Another address that is asked for. */
  question: AddressQuestion | null;
}

/** Receives what the product pushes to suppliers. */
@Injectable()
export class SupplierWebhooksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bookings: BookingsService,
    private readonly addresses: SupplierAddresses,
  ) {}

  /** Whether the supplier says that it took the message; on a bad day it says that it did not. */
  async receive(code: string, headers: Record<string, string | undefined>, body: Buffer): Promise<boolean> {
    const account = await this.dataSource.manager.findOneBy(SupplierAccount, { code });
    if (account?.webhookSecret == null) throw notFound('UNKNOWN_SUPPLIER', `No supplier ${code} listens here.`);
    const messageId = headers['webhook-id'] ?? '';
    const arrival: Arrival = { supplierCode: code, channel: 'webhook', messageId, messageType: null };
    if (!isSigned(account.webhookSecret, headers, body)) {
      await this.bookings.noteAlone(arrival, 'bad_signature');
      throw new ProblemError(401, 'BAD_SIGNATURE', 'The signature does not match.');
    }
    const message = readMessage(body);
    return this.act({ ...arrival, messageType: message.type }, message);
  }

  private async act(arrival: Arrival, { type, order, purchaseOrderId, question }: Message): Promise<boolean> {
    if (withdrawals.includes(type) && purchaseOrderId !== null) {
      await this.bookings.cancel(arrival, purchaseOrderId);
      return true;
    }
    if (type === 'purchase-order.address-change-requested' && question !== null) {
      await this.addresses.hear(question, arrival.messageId);
      await this.bookings.noteAlone(arrival, 'asked');
      return true;
    }
    // A supplier reads what it knows and takes the rest as read.
    if (type !== 'purchase-order.created' || order === null) {
      await this.bookings.noteAlone(arrival, 'ignored');
      return true;
    }
    const outcome = await this.bookings.receive(arrival, order);
    return outcome !== 'answered_500' && outcome !== 'booked_then_500';
  }
}

function isSigned(secret: string, headers: Record<string, string | undefined>, body: Buffer): boolean {
  const signed = Object.fromEntries(Object.entries(headers).filter(([, value]) => typeof value === 'string'));
  try {
    new Webhook(secret).verify(body, signed as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

/** `{type, timestamp, data}`, where data is the purchase order. */
function readMessage(body: Buffer): Message {
  const message = JSON.parse(body.toString('utf8')) as { type?: unknown; data?: unknown };
  const data = (message.data ?? message) as { id?: unknown; purchaseOrderId?: unknown; purchaseOrder?: unknown };
  const order = readPurchaseOrder(data.purchaseOrder ?? data);
  const named = [data.purchaseOrderId, data.id].find((id) => typeof id === 'string');
  return {
    type: typeof message.type === 'string' ? message.type : '',
    purchaseOrderId: order?.id ?? named ?? null,
    order,
    question: readAddressQuestion(data),
  };
}
