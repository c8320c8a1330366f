import type { Api } from '../harness/api.js';

/** The outsiders' books, as the simulator shows them: what really reached stores, suppliers and customers. */
export interface Ledger {
  readonly orders: readonly {
    readonly number: number;
    readonly externalId: string;
    readonly state: 'pending' | 'accepted' | 'refused' | 'given_up';
    readonly deliveries: number;
    readonly productOrderIds: readonly string[];
  }[];
  readonly deliveries: readonly { readonly messageId: string; readonly purchaseOrderId: string | null }[];
  readonly bookings: readonly {
    readonly purchaseOrderId: string;
    readonly supplierCode: string;
    readonly orderId: string;
    readonly state: string;
    readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
    readonly answered: readonly { readonly acceptedQuantity: number; readonly backorderedQuantity: number }[] | null;
  }[];
  readonly parcels: readonly {
    readonly purchaseOrderId: string;
    readonly trackingNumber: string;
    /** Null: on its way back. */
    readonly shipTo: Label | null;
  }[];
  readonly addressQuestions: readonly AddressQuestion[];
  readonly pushes: readonly Browser[];
  readonly checkpoints: readonly { readonly told: number }[];
  readonly mails: readonly {
    readonly messageId: string | null;
    readonly to: readonly string[];
    readonly subject: string;
    /** Of the text. */
    readonly fingerprint: string | null;
    readonly headers: Readonly<Record<string, string>>;
  }[];
  /** The till's book: once per key. */
  readonly refunds: readonly {
    readonly key: string;
    readonly externalOrderId: string;
    readonly returnId: string | null;
    readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
    readonly amountMinor: string;
    readonly asked: number;
  }[];
  readonly deeds: readonly Deed[];
}

/** What stands on a label. */
export interface Label {
  readonly name: string;
  readonly line1: string;
  readonly city: string;
  readonly postalCode: string;
}

/** Another address that a supplier was asked for. */
export interface AddressQuestion {
  readonly purchaseOrderId: string;
  readonly changeId: string;
  readonly shipTo: Label;
  readonly messageIds: readonly string[];
  readonly answer: 'yes' | 'no' | null;
}

/** A browser of a customer, and every call at its push service. */
export interface Browser {
  readonly browserId: string;
  readonly fate: string;
  readonly calls: readonly {
    readonly topic: string | null;
    /** Null: the line was cut. */
    readonly answer: number | null;
    /** It was shown. */
    readonly taken: boolean;
    readonly at: string;
  }[];
}

/** What somebody asked the product for after an order came, and what it said. */
export interface Deed {
  readonly key: string;
  readonly kind:
    'return' | 'withdrawal' | 'complaint' | 'reply' | 'survey' | 'scan' | 'receipt' | 'credit' | 'address' | 'push';
  readonly state: 'begun' | 'accepted' | 'refused' | 'given_up';
  readonly subjectIds: readonly string[];
  readonly answerStatus: number | null;
  readonly answerCode: string | null;
  readonly endedAt: string | null;
  readonly content: DeedContent;
}

/** Each kind has some of these. */
export interface DeedContent {
  readonly order?: string;
  readonly text?: string;
  readonly shown?: 'text' | 'markup' | 'absent' | null;
  readonly link?: string;
  readonly score?: number;
  readonly returnId?: string;
  readonly supplierId?: string;
  /** Of a receipt: nothing more will come. */
  readonly complete?: boolean;
  readonly lines?: readonly { readonly returnLineId?: string; readonly lineId?: string; readonly quantity: number }[];
  readonly claimId?: string;
  readonly number?: string;
  readonly amountMinor?: number;
  /** Where the order was to go, and where it shall go. */
  readonly before?: Label;
  readonly address?: Label;
  /** What the customer was told of it. */
  readonly heard?: string;
}

export const readLedger = (simulator: Api): Promise<Ledger> =>
  simulator.expectGet<Ledger>(
    '/sim/ledger?parts=orders,deliveries,bookings,parcels,addressQuestions,checkpoints,pushes,mails,refunds,deeds',
  );

/** An order as the product shows it to its merchant. */
export interface ProductOrder {
  readonly id: string;
  readonly externalId: string;
  readonly status: string;
  readonly statusReason: { readonly code: string } | null;
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly status: string;
    readonly allocations: readonly {
      readonly shippedQuantity: number;
      readonly quantity: number;
      readonly status: string;
      readonly purchaseOrderId: string;
    }[];
  }[];
}

/** All orders of the merchant, page by page. */
export async function readOrders(merchant: Api): Promise<ProductOrder[]> {
  const orders: ProductOrder[] = [];
  let next: string | null = null;
  do {
    const page: { items: ProductOrder[]; next: string | null } = await merchant.expectGet(
      `/v1/orders?limit=200${next === null ? '' : `&after=${encodeURIComponent(next)}`}`,
    );
    orders.push(...page.items);
    next = page.next;
  } while (next !== null);
  return orders;
}
