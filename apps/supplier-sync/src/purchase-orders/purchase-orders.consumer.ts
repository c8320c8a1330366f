import type { EntityManager } from 'typeorm';
import type { Envelope } from '#contracts';
import {
  OrderAddressChanged,
  OrderAddressChangeRefused,
  OrderAddressChangeRequested,
  OrderCancellationRefused,
  OrderCancellationRequested,
  OrderCancelled,
  OrderDelivered,
  OrderHeld,
  OrderPartlyShipped,
  OrderPlaced,
  OrderReleased,
  OrderRerouted,
  OrderRouted,
  OrderShipped,
  OrderUnroutable,
} from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { AddressChangesService } from './address-changes.service.js';
import { PurchaseOrdersService } from './purchase-orders.service.js';

@Consumer()
@Ignore(
  OrderHeld,
  OrderUnroutable,
  OrderCancelled,
  OrderCancellationRefused,
  OrderPartlyShipped,
  OrderShipped,
  OrderDelivered,
)
export class PurchaseOrdersConsumer {
  constructor(
    private readonly purchaseOrders: PurchaseOrdersService,
    private readonly addressChanges: AddressChangesService,
  ) {}

  @On(OrderPlaced, { batch: true })
  onOrderPlaced({ data, merchantId }: Envelope<OrderPlaced>, tx: EntityManager): Promise<void> {
    return this.purchaseOrders.keepShipTo(tx, merchantId, data.orderId, data.shippingAddress);
  }

  @On(OrderReleased, { batch: true })
  async onOrderReleased({ data, merchantId }: Envelope<OrderReleased>, tx: EntityManager): Promise<void> {
    // Null: the address of the order stands.
    if (data.shippingAddress) await this.purchaseOrders.keepShipTo(tx, merchantId, data.orderId, data.shippingAddress);
  }

  @On(OrderRouted, { batch: true })
  onOrderRouted({ data, merchantId }: Envelope<OrderRouted>, tx: EntityManager): Promise<void> {
    return this.purchaseOrders.createPurchaseOrders(tx, merchantId, data);
  }

  @On(OrderRerouted, { batch: true })
  onOrderRerouted({ data, merchantId }: Envelope<OrderRerouted>, tx: EntityManager): Promise<void> {
    return this.purchaseOrders.createPurchaseOrders(tx, merchantId, data);
  }

  @On(OrderCancellationRequested)
  onOrderCancellationRequested({ data }: Envelope<OrderCancellationRequested>, tx: EntityManager): Promise<void> {
    return this.purchaseOrders.cancelPurchaseOrders(tx, data.purchaseOrderIds);
  }

  @On(OrderAddressChangeRequested)
  onOrderAddressChangeRequested({ data }: Envelope<OrderAddressChangeRequested>, tx: EntityManager): Promise<void> {
    return this.addressChanges.ask(tx, data);
  }

  @On(OrderAddressChanged)
  onOrderAddressChanged({ data }: Envelope<OrderAddressChanged>, tx: EntityManager): Promise<void> {
    return this.addressChanges.settle(tx, data.orderId, data.shippingAddress);
  }

  @On(OrderAddressChangeRefused)
  onOrderAddressChangeRefused({ data }: Envelope<OrderAddressChangeRefused>, tx: EntityManager): Promise<void> {
    return this.addressChanges.drop(tx, data.orderId, data.changeId);
  }
}
