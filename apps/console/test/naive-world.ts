import {
  eventInfo,
  type Envelope,
  type EventClass,
  OrderCancelled,
  OrderPlaced,
  RefundFailed,
  RefundRequested,
  ShipmentRegistered,
  PurchaseOrderShipped,
} from '#contracts';

/** An event of one class. */
export interface Told<T> {
  readonly merchantId: string;
  readonly data: T;
}

/** One thing that a measure counts, with everything that it can be told apart by. */
export interface Case {
  readonly day: string;
  readonly dims: Readonly<Record<string, readonly (string | null)[]>>;
  readonly currency: string | null;
  /** How many cases it stands for. */
  readonly weight: number;
  /** What is added up, or hits. */
  readonly first: number;
  readonly second: number;
}

export interface Purchase {
  readonly placed: Told<OrderPlaced>;
  readonly person: string | null;
  readonly nth: number | null;
  /** Whether the person ordered again later. */
  readonly again: boolean;
}

export const day = (time: string): string => new Date(Date.parse(time)).toISOString().slice(0, 10);
export const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** Every event there is, flat: what is read from it is read with loops. */
export class NaiveWorld {
  private readonly byName = new Map<string, Envelope[]>();

  constructor(private readonly events: readonly Envelope[]) {
    for (const event of events) {
      const { orderId } = event.data as { orderId: string };
      for (const name of [event.type, `${event.type} ${orderId}`])
        this.byName.set(name, [...(this.byName.get(name) ?? []), event]);
    }
  }

  all<T extends object>(eventClass: EventClass<T>, orderId?: string): readonly Told<T>[] {
    const { type } = eventInfo(eventClass);
    return (this.byName.get(orderId === undefined ? type : `${type} ${orderId}`) ?? []) as unknown as Told<T>[];
  }

  /** The event that was told last among those that match. */
  last(matches: (type: string, data: Readonly<Record<string, unknown>>) => boolean): Envelope | undefined {
    return this.events.filter(({ type, data }) => matches(type, data as Record<string, unknown>)).at(-1);
  }

  about(placed: Told<OrderPlaced>) {
    const { orderId } = placed.data;
    const outbound = this.all(ShipmentRegistered, orderId).filter(({ data }) => data.direction !== 'return');
    return {
      merchant: [placed.merchantId],
      country: [placed.data.shippingAddress?.country ?? null],
      supplier: unique(this.all(PurchaseOrderShipped, orderId).map(({ data }) => data.supplierId)),
      sku: unique(placed.data.lines.map(({ sku }) => sku)),
      carrier: unique(outbound.map(({ data }) => data.carrier)),
    };
  }

  placedOf(orderId: string): Told<OrderPlaced> {
    return this.all(OrderPlaced, orderId)[0]!;
  }

  purchases(): Purchase[] {
    const orders = this.all(OrderPlaced).filter(({ data }) => {
      const isCancelled = this.all(OrderCancelled, data.orderId).some((event) => !event.data.partly);
      return data.source !== 'exchange' && !isCancelled;
    });
    return orders.map((placed) => {
      const person = personOf(placed);
      const own = orders.filter((other) => person !== null && personOf(other) === person).sort(byTime);
      const at = own.indexOf(placed);
      return { placed, person, nth: at < 0 ? null : at + 1, again: at >= 0 && at + 1 < own.length };
    });
  }

  /** Refunds that the store did not refuse. */
  refundsOf(orderId: string): Told<RefundRequested>[] {
    const failed = this.all(RefundFailed, orderId).map(({ data }) => data.refundId);
    return this.all(RefundRequested, orderId).filter(({ data }) => !failed.includes(data.refundId));
  }
}

const personOf = ({ merchantId, data }: Told<OrderPlaced>): string | null =>
  data.customer.email === null ? null : `${merchantId} ${data.customer.email.trim().toLowerCase()}`;

const byTime = (a: Told<OrderPlaced>, b: Told<OrderPlaced>): number =>
  Date.parse(a.data.placedAt) - Date.parse(b.data.placedAt) || (a.data.orderId < b.data.orderId ? -1 : 1);
