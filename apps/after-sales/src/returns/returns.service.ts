import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { IntakeChannel, ReturnKind, ReturnReason } from '#contracts';
import { Outbox } from '#messaging';
import { humanNumber } from '../human-number.js';
import type { KnownOrder } from '../orders/domain/known-order.js';
import { lastDelivery } from '../orders/domain/known-order.js';
import { OrdersService, type OrderScope } from '../orders/orders.service.js';
import { DEFAULT_POLICY_VERSION, type ReturnPolicy } from '../policies/domain/return-policy.js';
import { regimeOf } from '../policies/domain/withdrawal-law.js';
import { PoliciesService } from '../policies/policies.service.js';
import { WishesService } from '../wishes/wishes.service.js';
import { allocateUnits, returnableUnits, type AllocatedUnits } from './domain/allocate-units.js';
import { assessReturn, type AssessedLine } from './domain/assess-return.js';
import type { ExchangeGoods } from './domain/exchange-goods.js';
import { nothingWanted } from './domain/nothing-wanted.js';
import { requested, withdrawalOf } from './return-facts.js';
import {
  insertReturn,
  unitsTaken,
  type ReturnLineRow,
  type ReturnRecord,
  type WithdrawalStatement,
} from './return-rows.js';
import { ReturnDesk } from './return-desk.service.js';
import {
  exchangeGoods,
  lineTwice,
  nothingToReturn,
  noWithdrawalRight,
  returnNotAllowed,
  tooManyUnits,
  unknownLine,
} from './return.errors.js';

/** Units of a line that somebody wants to give back. */
export interface WantedLine {
  readonly lineId: string;
  readonly quantity: number;
  /** Null: the law forbids to ask. */
  readonly reasonCode: ReturnReason | null;
}

/** What somebody asks for. */
export interface WantedReturn {
  readonly kind: ReturnKind;
  readonly channel: IntakeChannel;
  readonly lines: readonly WantedLine[];
  readonly exchange?: readonly ExchangeGoods[] | undefined;
  readonly note?: string | null | undefined;
  /** The merchant takes it back whatever the clauses say. */
  readonly override?: boolean;
  /** Only what the law lets us ask. */
  readonly statement?: Pick<WithdrawalStatement, 'withdrawalId' | 'name' | 'contactEmail'>;
}

interface Piece extends AllocatedUnits {
  readonly sku: string;
  readonly unitPriceMinor: number;
  readonly reasonCode: ReturnReason | null;
  /** Place in the request. */
  readonly index: number;
}

/** What the clauses say of each piece. */
interface Assessment {
  readonly lines: AssessedLine[];
  readonly pieces: readonly Piece[];
  readonly policy: ReturnPolicy;
}

/** Takes returns in: whose goods, how many, and what the pinned policy and the law say. */
@Injectable()
export class ReturnsService {
  constructor(
    private readonly orders: OrdersService,
    private readonly policies: PoliciesService,
    private readonly desk: ReturnDesk,
    private readonly outbox: Outbox,
    private readonly wishes: WishesService,
  ) {}

  /** Of each line the units that can still be asked for. */
  async returnable(tx: EntityManager, order: KnownOrder): Promise<{ lineId: string; quantity: number }[]> {
    const taken = await unitsTaken(tx, order.orderId);
    return order.lines.map(({ lineId }) => ({ lineId, quantity: returnableUnits(order, taken, lineId) }));
  }

  /** What would be answered, clause by clause. Changes nothing. */
  async assess(tx: EntityManager, scope: OrderScope, wanted: WantedReturn): Promise<AssessedLine[]> {
    const order = await this.orders.order(tx, scope);
    return (await this.assessed(tx, order, wanted)).lines;
  }

  /**
   * Takes a return in. What the clauses allow is approved at once where the policy says so; a withdrawal always is,
   * nobody has to agree to it.
   * @throws ProblemError 404, 409 or 422 with the line at fault; nothing has changed then.
   */
  async requestReturn(tx: EntityManager, scope: OrderScope, wanted: WantedReturn): Promise<string> {
    if ((wanted.kind === 'exchange') !== (wanted.exchange !== undefined)) throw exchangeGoods();
    const order = await this.orders.holdOrder(tx, scope);
    if (wanted.kind === 'withdrawal' && regimeOf(order.country) === null) throw noWithdrawalRight();
    const { lines, pieces, policy } = await this.assertPossible(tx, order, wanted);
    const record = recordOf(order, wanted, lines, pieces);
    await insertReturn(tx, record);
    const withdrawal = withdrawalOf(record, order);
    await this.outbox.append(tx, [requested(record), ...(withdrawal ? [withdrawal] : [])]);
    if (withdrawal && nothingWanted(order, await unitsTaken(tx, order.orderId)))
      await this.wishes.cancelWithdrawn(tx, order);
    if (wanted.kind === 'withdrawal' || wanted.override === true || policy.approval === 'automatic')
      await this.desk.approve(tx, order, record, wanted.override === true ? 'merchant' : 'policy');
    return record.id;
  }

  /** @throws ProblemError as {@link requestReturn}, for everything that can be known before. */
  async assertPossible(tx: EntityManager, order: KnownOrder, wanted: WantedReturn): Promise<Assessment> {
    if (wanted.lines.length === 0) throw nothingToReturn();
    const assessment = await this.assessed(tx, order, wanted);
    const { lines, pieces } = assessment;
    const places = pieces.map(({ index }) => index);
    if (wanted.override !== true && lines.some(({ allowed }) => !allowed)) throw returnNotAllowed(lines, places);
    return assessment;
  }

  private async assessed(tx: EntityManager, order: KnownOrder, wanted: WantedReturn): Promise<Assessment> {
    const policy = await this.policies.pinned(tx, order.merchantId, order.policyVersion);
    const pieces = piecesOf(order, wanted.lines, await unitsTaken(tx, order.orderId));
    const { kind } = wanted;
    const { country } = order;
    const question = { kind, policy, country, deliveredAt: lastDelivery(order), now: new Date(), lines: pieces };
    return { lines: assessReturn(question), pieces, policy };
  }
}

/** @throws unknownLine, lineTwice, tooManyUnits */
function piecesOf(order: KnownOrder, wanted: readonly WantedLine[], taken: readonly AllocatedUnits[]): Piece[] {
  const seen = new Set<string>();
  return wanted.flatMap(({ lineId, quantity, reasonCode }, index) => {
    const line = order.lines.find((known) => known.lineId === lineId);
    if (!line) throw unknownLine(index);
    if (seen.has(lineId)) throw lineTwice(index);
    seen.add(lineId);
    const allocated = allocateUnits(order, taken, lineId, quantity);
    if (!allocated) throw tooManyUnits(index);
    const { sku, unitPriceMinor } = line;
    return allocated.map((units) => ({ ...units, sku, unitPriceMinor, reasonCode, index }));
  });
}

function recordOf(
  order: KnownOrder,
  wanted: WantedReturn,
  assessment: readonly AssessedLine[],
  pieces: readonly Piece[],
): ReturnRecord {
  const id = uuidv7();
  const now = new Date();
  return {
    ...{ id, number: humanNumber('R'), merchant_id: order.merchantId, order_id: order.orderId },
    ...{ kind: wanted.kind, channel: wanted.channel, status: 'requested', note: wanted.note ?? null, assessment },
    policy_version: order.policyVersion ?? DEFAULT_POLICY_VERSION,
    ...{ refusal: null, outcome: null, expires_at: null, closed_at: null, requested_at: now },
    status_since: now,
    withdrawal: wanted.statement ? { ...wanted.statement, declaredAt: now.toISOString() } : null,
    exchange: wanted.exchange ? { lines: wanted.exchange, orderId: null } : null,
    lines: pieces.map((piece, index) => lineOf(id, piece, assessment[index])),
  };
}

const lineOf = (returnId: string, piece: Piece, assessed: AssessedLine | undefined): ReturnLineRow => ({
  ...{ id: uuidv7(), return_id: returnId, order_line_id: piece.orderLineId, sku: piece.sku, quantity: piece.quantity },
  ...{ reason_code: piece.reasonCode, supplier_id: piece.supplierId, purchase_order_id: piece.purchaseOrderId },
  // What no clause allows was let through by the merchant.
  clause: assessed?.allowed === true ? assessed.clause : 'MERCHANT_DECISION',
  destination: assessed?.destination ?? 'merchant',
  payer: assessed?.payer ?? 'customer',
  ...{ received: [], refunded_quantity: 0 },
});
