import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { crowdKinds } from '../world/domain/crowd-kinds.js';
import { SimulatorConfig } from '../config.js';
import { StoreOrder } from '../store/store-order.entity.js';
import type { Person } from '../world/domain/people.js';
import { WorldService } from '../world/world.service.js';
import { CustomerCase } from './customer-case.entity.js';
import { planCustomer, planSurvey, type CustomerPlan, type SurveyPlan } from './domain/customer-plan.js';

/** Somebody who bought something, and what that makes them do. */
export interface Customer {
  readonly number: number;
  /** The order's number in the shop. */
  readonly externalId: string;
  readonly person: Person;
  readonly plan: CustomerPlan;
}

/** A customer who knows the page of the order. */
export interface KnowingCustomer extends Customer {
  readonly token: string;
}

/** Whether everything that suppliers have for the order `o` lies at the customer's door; null when nobody has anything. */
const CAME = `(
  select bool_and(b.state = 'shipped'
         and exists (select from parcels p where p.purchase_order_id = b.purchase_order_id and p.return_id is null)
         and not exists (
           select from parcels p where p.purchase_order_id = b.purchase_order_id and p.return_id is null
             and not exists (select from checkpoints c where c.tracking_number = p.tracking_number
                               and c.status = 'delivered' and c.tell_at <= $2)))
    from bookings b
   where b.state in ('booked', 'acknowledged', 'shipped')
     and b.order_id in (select unnest(o.product_order_ids)::uuid))`;

/** Who the customers are, and what they know. */
@Injectable()
export class CustomerCases {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly config: SimulatorConfig,
  ) {}

  /** Null for an order of nobody here. */
  async customerOf(number: number, tx: EntityManager = this.dataSource.manager): Promise<Customer | null> {
    const order = await tx.findOneBy(StoreOrder, { number });
    if (order === null) return null;
    const { person } = order.inFull(this.config.CURRENCY);
    return { number, person, externalId: order.externalId, plan: planCustomer(this.request(number, person)) };
  }

  /** @throws Error when the customer does not know the page yet: nothing is planned before. */
  async knowing(number: number): Promise<KnowingCustomer> {
    const known = await this.dataSource.manager.findOneByOrFail(CustomerCase, { orderNumber: number });
    const customer = await this.customerOf(number);
    if (customer === null) throw new Error(`there is no order ${number}`);
    return { ...customer, token: known.token };
  }

  /** @returns whether it is news. */
  async learn(tx: EntityManager, orderNumber: number, token: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `insert into customer_cases (order_number, token) values ($1, $2) on conflict do nothing returning order_number`,
      [orderNumber, token],
    );
    return rows.length > 0;
  }

  survey({ number, person }: Customer, scoreMax: number): SurveyPlan {
    return planSurvey(this.request(number, person), scoreMax);
  }

  /** Whether everything has come. */
  async hasCome(number: number): Promise<boolean> {
    const [row] = await this.dataSource.query<{ came: boolean | null }[]>(
      `select ${CAME} as came from store_orders o where o.number = $1`,
      [number, new Date()],
    );
    return row?.came ?? false;
  }

  /** Things that somebody is about to do; who still waits for goods does nothing until they come. */
  async underWay(): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(
      `select count(*)::int as count from agenda_items a
       where kind = any($1) and (kind <> '${crowdKinds.wait}' or (select ${CAME} from store_orders o where o.number::text = a.key))`,
      [Object.values(crowdKinds), new Date()],
    );
    return row?.count ?? 0;
  }

  private request(number: number, { language, address }: Person) {
    return { seed: this.world.seed, rates: this.world.crowd, number, language, country: address.country };
  }
}
