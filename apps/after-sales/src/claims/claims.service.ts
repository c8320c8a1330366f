import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ClaimCredited, ClaimDecided, ClaimOpened, ClaimReminded, DeadlinePassed, type ClaimType } from '#contracts';
import { draft, Outbox, type EventDraft } from '#messaging';
import type { Actor } from '#platform';
import { AfterSalesConfig } from '../config.js';
import { humanNumber } from '../human-number.js';
import { claimGoods, claimNotFound, creditCurrency, creditNoteReused, creditTooMuch } from './claim.errors.js';
import { holdClaim, type ClaimLine, type ClaimRow, type ClaimScope } from './claim-rows.js';
import { assertClaimTransition, missingOf } from './domain/claim-state.js';

/** What a supplier is held to. The order is held by the caller, so that no unit is claimed twice. */
export interface WantedClaim {
  readonly merchantId: string;
  readonly orderId: string;
  readonly type: ClaimType;
  /** Null: the one purchase order that had all of these units. */
  readonly purchaseOrderId: string | null;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly returnId: string | null;
  readonly complaintId: string | null;
  readonly note: string | null;
}

/** A supplier's credit note. */
export interface CreditNote {
  readonly number: string;
  readonly currency: string;
  readonly amountMinor: number;
}

interface PurchaseOrderRow {
  purchase_order_id: string;
  supplier_id: string;
  currency: string;
  lines: { orderLineId: string; sku: string; quantity: number; unitCostMinor: number }[];
}

/** Units of one purchase order, and what they cost. */
interface ClaimedGoods {
  readonly purchaseOrder: PurchaseOrderRow;
  readonly lines: readonly ClaimLine[];
}

const HOUR_MS = 3_600_000;

/** Claims against suppliers, from opening to the last credit note. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly config: AfterSalesConfig,
    private readonly outbox: Outbox,
  ) {}

  /** @throws claimGoods when no purchase order had these units, or they are claimed already. */
  async openClaim(tx: EntityManager, wanted: WantedClaim): Promise<string> {
    const goods = await this.goodsOf(tx, wanted);
    if (!goods) throw claimGoods();
    return this.store(tx, wanted, goods);
  }

  /** As {@link openClaim} for goods that went back; null when they are claimed already, as broken perhaps. */
  async claimReturned(tx: EntityManager, wanted: WantedClaim): Promise<string | null> {
    const goods = await this.goodsOf(tx, wanted);
    return goods && this.store(tx, wanted, goods);
  }

  /** The supplier answers, or a person decides. Only a person rejects. */
  async decide(
    tx: EntityManager,
    scope: ClaimScope,
    by: Actor['role'],
    { decision, detail }: { decision: 'accepted' | 'disputed' | 'rejected'; detail: string | null },
  ): Promise<void> {
    const claim = await this.hold(tx, scope);
    assertClaimTransition(claim.status, decision);
    await tx.query(`UPDATE claims SET status = $2, decision = $3 WHERE id = $1`, [
      ...[claim.id, decision, JSON.stringify({ by, detail })],
    ]);
    const data = { claimId: claim.id, orderId: claim.order_id, supplierId: claim.supplier_id };
    await this.outbox.append(tx, [draft(ClaimDecided, placeOf(claim), { ...data, decision, decidedBy: by, detail })]);
  }

  /**
   * Books a credit note. The same number and amount again changes nothing.
   * @throws creditCurrency, creditTooMuch, creditNoteReused
   */
  async credit(tx: EntityManager, scope: ClaimScope, note: CreditNote): Promise<void> {
    const claim = await this.hold(tx, scope);
    if (note.currency !== claim.currency) throw creditCurrency(claim.currency);
    const [known] = await tx.query<{ amount_minor: string }[]>(
      `SELECT amount_minor FROM credit_notes WHERE claim_id = $1 AND number = $2`,
      [claim.id, note.number],
    );
    if (known && Number(known.amount_minor) !== note.amountMinor) throw creditNoteReused();
    if (known) return;
    const leftMinor = Number(claim.amount_minor) - Number(claim.credited_minor);
    if (note.amountMinor > leftMinor) throw creditTooMuch(leftMinor);
    if (claim.status === 'rejected') assertClaimTransition(claim.status, 'credited');
    const creditedMinor = Number(claim.credited_minor) + note.amountMinor;
    const status = note.amountMinor === leftMinor ? 'credited' : claim.status === 'open' ? 'accepted' : claim.status;
    await tx.query(`INSERT INTO credit_notes (claim_id, number, amount_minor) VALUES ($1, $2, $3)`, [
      ...[claim.id, note.number, note.amountMinor],
    ]);
    await tx.query(`UPDATE claims SET credited_minor = $2, status = $3 WHERE id = $1`, [
      claim.id,
      creditedMinor,
      status,
    ]);
    if (status === 'credited') await this.outbox.cancel(tx, reminderTimer(claim.id));
    await this.outbox.append(tx, [
      draft(ClaimCredited, placeOf(claim), {
        ...{ claimId: claim.id, number: claim.number, orderId: claim.order_id, supplierId: claim.supplier_id },
        ...{ creditNoteNumber: note.number, currency: note.currency, amountMinor: note.amountMinor, creditedMinor },
        creditedAt: new Date().toISOString(),
      }),
    ]);
  }

  /** Time is over: the supplier is reminded, and again later, until the claim has ended. */
  async remind(tx: EntityManager, scope: ClaimScope): Promise<void> {
    const claim = await this.hold(tx, scope);
    const missing = missingOf(claim.status);
    if (missing === null) return;
    const reminder = claim.reminders + 1;
    await tx.query(`UPDATE claims SET reminders = $2 WHERE id = $1`, [claim.id, reminder]);
    const again = new Date(Date.now() + this.config.CLAIM_REMIND_HOURS * HOUR_MS);
    await this.outbox.append(tx, [
      draft(ClaimReminded, placeOf(claim), {
        ...{ claimId: claim.id, number: claim.number, orderId: claim.order_id, supplierId: claim.supplier_id },
        ...{ missing, reminder, remindedAt: new Date().toISOString() },
      }),
      reminderAt(placeOf(claim), claim.id, again),
    ]);
  }

  /** @throws claimNotFound, also for one that is not theirs. */
  async hold(tx: EntityManager, scope: ClaimScope): Promise<ClaimRow> {
    const claim = await holdClaim(tx, scope);
    if (!claim) throw claimNotFound(scope.claimId);
    return claim;
  }

  private async store(tx: EntityManager, wanted: WantedClaim, { purchaseOrder, lines }: ClaimedGoods): Promise<string> {
    const id = uuidv7();
    const amountMinor = lines.reduce((sum, { unitCostMinor, quantity }) => sum + unitCostMinor * quantity, 0);
    const answerBy = new Date(Date.now() + this.config.CLAIM_REMIND_HOURS * HOUR_MS);
    const { merchantId, orderId, type, returnId, complaintId, note } = wanted;
    const { supplier_id: supplierId, purchase_order_id: purchaseOrderId, currency } = purchaseOrder;
    const number = humanNumber('C');
    await tx.query(
      `INSERT INTO claims (id, number, merchant_id, order_id, supplier_id, purchase_order_id, type, return_id,
                           complaint_id, status, lines, note, currency, amount_minor, answer_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11, $12, $13, $14)`,
      [
        ...[id, number, merchantId, orderId, supplierId, purchaseOrderId, type, returnId, complaintId],
        ...[JSON.stringify(lines), note, currency, amountMinor, answerBy],
      ],
    );
    const photos = await this.takePhotos(tx, id, wanted);
    const about = { claimId: id, number, orderId, supplierId, purchaseOrderId, type, returnId, complaintId };
    const facts = { ...about, lines: [...lines], currency, amountMinor, photos, answerBy: answerBy.toISOString() };
    const at = { merchantId, key: orderId };
    await this.outbox.append(tx, [draft(ClaimOpened, at, facts), reminderAt(at, id, answerBy)]);
    return id;
  }

  /** What the customer showed in the complaint proves the claim. @returns how many photos that are. */
  private async takePhotos(tx: EntityManager, claimId: string, { complaintId, orderId }: WantedClaim): Promise<number> {
    const taken = await tx.query<unknown[]>(
      `INSERT INTO claim_photos (claim_id, sha256, type, width, height, bytes)
       SELECT $1, p.sha256, p.type, p.width, p.height, p.bytes FROM complaint_photos p
         JOIN complaints c ON c.id = p.complaint_id WHERE c.id = $2 AND c.order_id = $3 RETURNING sha256`,
      [claimId, complaintId, orderId],
    );
    return taken.length;
  }

  /** The purchase order of the units, and what they cost. */
  private async goodsOf(
    tx: EntityManager,
    { orderId, purchaseOrderId, lines }: WantedClaim,
  ): Promise<ClaimedGoods | null> {
    const purchaseOrders = await tx.query<PurchaseOrderRow[]>(
      `SELECT purchase_order_id, supplier_id, currency, lines FROM purchase_orders
       WHERE order_id = $1 AND ($2::uuid IS NULL OR purchase_order_id = $2) ORDER BY purchase_order_id`,
      [orderId, purchaseOrderId],
    );
    const claimed = await tx.query<Pick<ClaimRow, 'purchase_order_id' | 'lines'>[]>(
      `SELECT purchase_order_id, lines FROM claims WHERE order_id = $1 AND status <> 'rejected'`,
      [orderId],
    );
    for (const purchaseOrder of purchaseOrders) {
      const taken = claimed.filter((claim) => claim.purchase_order_id === purchaseOrder.purchase_order_id);
      const goods = lines.flatMap(({ lineId, quantity }) => {
        const line = purchaseOrder.lines.find(({ orderLineId }) => orderLineId === lineId);
        const before = taken.flatMap((claim) => claim.lines).filter(({ orderLineId }) => orderLineId === lineId);
        const left = (line?.quantity ?? 0) - before.reduce((sum, units) => sum + units.quantity, 0);
        return line && quantity <= left
          ? [{ orderLineId: lineId, sku: line.sku, quantity, unitCostMinor: line.unitCostMinor }]
          : [];
      });
      if (goods.length === lines.length) return { purchaseOrder, lines: goods };
    }
    return null;
  }
}

const placeOf = (claim: ClaimRow) => ({ merchantId: claim.merchant_id, key: claim.order_id });

const reminderTimer = (claimId: string): string => `claim-reminder ${claimId}`;

function reminderAt(at: { merchantId: string; key: string }, claimId: string, dueAt: Date): EventDraft {
  const place = { ...at, dueAt, timer: reminderTimer(claimId) };
  return draft(DeadlinePassed, place, { orderId: at.key, deadline: 'claim-reminder', subjectId: claimId });
}
