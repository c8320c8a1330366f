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

/** What somebody asked the product for after an order came, and what it said. */
export interface Deed {
  readonly key: string;
  readonly kind: 'return' | 'withdrawal' | 'complaint' | 'reply' | 'survey' | 'scan' | 'receipt' | 'credit';
  readonly state: 'begun' | 'accepted' | 'refused' | 'given_up';
  readonly subjectIds: readonly string[];
  readonly answerStatus: number | null;
  readonly answerCode: string | null;
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
}

export const readLedger = (simulator: Api): Promise<Ledger> =>
  simulator.expectGet<Ledger>('/sim/ledger?parts=orders,deliveries,bookings,checkpoints,mails,refunds,deeds');

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
