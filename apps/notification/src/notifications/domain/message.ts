import type {
  Audience,
  ClaimType,
  ComplaintResolution,
  ReturnClause,
  ReturnKind,
  ReturnPayer,
  ShipmentStatus,
  SurveyKind,
  WithdrawalRegime,
} from '#contracts';

/** Every kind of message, and whom it is for. */
export const audienceOf = {
  'order-placed': 'customer',
  'order-shipped': 'customer',
  'out-for-delivery': 'customer',
  delivered: 'customer',
  delayed: 'customer',
  'parcels-digest': 'customer',
  'order-cancelled': 'customer',
  'cancellation-refused': 'customer',
  'address-changed': 'customer',
  'address-refused': 'customer',
  'nothing-new': 'customer',
  'return-requested': 'customer',
  'return-approved': 'customer',
  'return-refused': 'customer',
  'return-label': 'customer',
  'return-received': 'customer',
  'return-expired': 'customer',
  'refund-completed': 'customer',
  'withdrawal-acknowledged': 'customer',
  'complaint-received': 'customer',
  'complaint-answered': 'customer',
  'complaint-solved': 'customer',
  'incident-explained': 'customer',
  'survey-asked': 'customer',
  'data-export-ready': 'customer',
  'claim-opened': 'supplier',
  'claim-reminded': 'supplier',
  'complaint-question': 'supplier',
  'claim-disputed': 'operator',
  'complaint-escalated': 'operator',
  'refund-failed': 'operator',
  'purchase-order-created': 'supplier',
  'purchase-order-expired': 'supplier',
  'purchase-order-unanswered': 'supplier',
  'order-unroutable': 'operator',
  'purchase-order-overdue': 'operator',
  'shipment-stalled': 'operator',
  'webhook-disabled': 'operator',
  'traffic-share-changed': 'operator',
  'feed-overdue': 'supplier',
  'supplier-feed-overdue': 'operator',
  'unroutable-orders': 'merchant',
  'late-backorders': 'merchant',
  'late-complaints': 'merchant',
  'returns-to-decide': 'merchant',
  'disputed-claims': 'merchant',
  'overdue-credit-notes': 'merchant',
  'failed-refunds': 'merchant',
  'traffic-changes': 'merchant',
} as const satisfies Record<string, Audience>;

export type Template = keyof typeof audienceOf;

export const templates = Object.keys(audienceOf) as Template[];

/** What the people of a shop are told, each kind in one list. */
export type MerchantTemplate = {
  [T in Template]: (typeof audienceOf)[T] extends 'merchant' ? T : never;
}[Template];

export const isForShop = (template: Template): template is MerchantTemplate => audienceOf[template] === 'merchant';

export const merchantTemplates: readonly MerchantTemplate[] = templates.filter(isForShop);

/** A line in a message. */
export interface MessageLine {
  readonly title: string;
  readonly sku: string | null;
  readonly quantity: number;
  /** Price of all units together, in minor units; null where money is nobody's business. */
  readonly amountMinor: number | null;
}

/** What the customer pays, in minor units of `currency`. */
export interface MessageTotals {
  readonly currency: string;
  readonly goodsMinor: number;
  readonly shippingMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
}

/**
 * Everything a message says, fixed when it became true: a message that leaves hours later still tells what
 * happened, not what is. What a kind does not use is null.
 */
export interface MessageFacts {
  readonly merchantName: string | null;
  /** Empty: it is about no order. */
  readonly orderNumber: string;
  /** Of the customer, or the supplier's name. */
  readonly name: string | null;
  readonly trackingToken: string | null;
  readonly country: string | null;
  readonly lines: readonly MessageLine[];
  readonly totals: MessageTotals | null;
  readonly promiseBy: string | null;
  readonly parcel: MessageParcel | null;
  /** What a digest tells; absent in every other message. */
  readonly digest?: MessageDigest;
  /** What a list for the shop tells, once it is sealed: itself and what came meanwhile. */
  readonly news?: MessageNews;
  /** Cancelled: whether some parcels are still on their way. Another address: whether some go to the one before. */
  readonly partly: boolean;
  readonly purchaseOrder: MessagePurchaseOrder | null;
  /** The code of what happened, and for operators what to do about it. */
  readonly reasonCode: string | null;
  readonly nextAction: string | null;
  /** When it happened, RFC 3339; null where the time says nothing. */
  readonly at: string | null;
  /** How often an alert is told again by now; absent: it is told for the first time. */
  readonly repetition?: number;
  /** Where the customer's own data are, for one use: an address below the public one. */
  readonly exportPath?: string;
  /** What only messages about returns, complaints, claims and surveys say. */
  readonly afterSales?: MessageAfterSales;
  /** What only messages about a supplier's share of the orders say. */
  readonly traffic?: MessageTraffic;
}

/** How many of the orders may consider a supplier for a SKU, before and now, and the figures that say why. */
export interface MessageTraffic {
  readonly sku: string;
  /** Thousandths. */
  readonly previousPermille: number;
  readonly permille: number;
  /** Units with a problem: the estimate, and the bounds that one in ten lies outside of. */
  readonly problemsPermille: number;
  readonly lowPermille: number;
  readonly highPermille: number;
  /** Units seen; the old ones count less. */
  readonly cases: number;
  /** Of the snapshot of figures, by which it is undone. */
  readonly version: number;
}

/** Each kind of message has some of these. */
export interface MessageAfterSales {
  /** Of the return, complaint or claim, for people. */
  readonly number?: string;
  readonly kind?: ReturnKind;
  /** What decided about a return. */
  readonly clause?: ReturnClause;
  readonly regime?: WithdrawalRegime;
  /** `label` or `instructions`. */
  readonly method?: string;
  readonly payer?: ReturnPayer;
  /** The label to print. */
  readonly link?: string | null;
  /** Written by a person, told as it is. */
  readonly text?: string | null;
  /** Nothing more is expected back. */
  readonly complete?: boolean;
  readonly amount?: { readonly currency: string; readonly amountMinor: number };
  readonly resolution?: ComplaintResolution;
  readonly claim?: ClaimType;
  /** What a supplier is reminded of: `answer` or `credit_note`. */
  readonly missing?: string;
  /** How far it was escalated, or how often somebody was reminded. */
  readonly level?: number;
  readonly survey?: { readonly kind: SurveyKind; readonly link: string };
}

/** The parcel that a message is about, and how it stands among the others of its order. */
export interface MessageParcel {
  readonly carrier: string;
  readonly trackingNumber: string;
  /** Parcels of the order that have arrived, this one included. */
  readonly delivered: number;
  readonly total: number;
  /** Units of the order that have not left yet. */
  readonly unitsToCome: number;
  /** Everything ordered has arrived. */
  readonly complete: boolean;
}

/** Several facts of one kind in one message, in the order in which they came. */
export interface MessageNews {
  /** The first of them, each as it would have been told alone. */
  readonly items: readonly MessageFacts[];
  readonly total: number;
}

/** How far the parcels of an order are. */
export interface MessageDigest {
  readonly parcels: readonly DigestParcel[];
  /** Units of the order that have not left yet. */
  readonly unitsToCome: number;
}

export interface DigestParcel {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly status: ShipmentStatus;
  /** The day by which it is expected, `2026-11-25`; null: nobody knows, or it is not on its way any more. */
  readonly expectedDay: string | null;
}

export interface MessagePurchaseOrder {
  readonly number: string;
  readonly acknowledgeBy: string | null;
}

/** Facts of a message that says little; builders fill in what theirs needs. */
export const noFacts: Omit<MessageFacts, 'orderNumber'> = {
  merchantName: null,
  name: null,
  trackingToken: null,
  country: null,
  lines: [],
  totals: null,
  promiseBy: null,
  parcel: null,
  partly: false,
  purchaseOrder: null,
  reasonCode: null,
  nextAction: null,
  at: null,
};
