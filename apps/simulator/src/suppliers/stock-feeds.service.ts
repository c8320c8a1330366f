import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { SimulatorConfig } from '../config.js';
import { readAnswer, type ProductAnswer } from '../product/domain/answer.js';
import { KeysFileService } from '../product/keys-file.service.js';
import { ProductService } from '../product/product.service.js';
import { articlesOf, supplierRole, type Article, type SupplierRole } from '../world/domain/cast.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { csvFeed, jsonFeed, type FeedRow } from './domain/feed.js';
import { FeedUpload } from './feed-upload.entity.js';
import { StockLevel } from './stock-level.entity.js';
import { SupplierAccount } from './supplier-account.entity.js';

const FEED = 'supplier.feed';
/** Every tenth stock message tells everything; the others only what changed or is told at random. */
const FULL_FEED_EVERY = 10;
/** Share of articles in a message of changes besides those that were restocked. */
const DELTA_SHARE = 0.2;

interface Batch {
  mode: 'full' | 'delta';
  asOf: Date;
  rows: FeedRow[];
}

/** Suppliers count their shelves, restock what runs out, and tell the product. */
@Injectable()
export class StockFeedsService {
  constructor(
    private readonly config: SimulatorConfig,
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly product: ProductService,
    private readonly keysFile: KeysFileService,
    private readonly agenda: AgendaService,
  ) {
    agenda.handle(FEED, { run: (task) => this.send(task) });
  }

  /** Fills the shelves once and starts telling; what is under way goes on where it was. */
  async begin(role: SupplierRole): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      for (const article of articlesOf(this.world.seed, role)) {
        await tx.query(
          'insert into stock_levels (supplier_code, supplier_sku, quantity) values ($1, $2, $3) on conflict do nothing',
          [role.code, article.supplierSku, article.onHandAtStart],
        );
      }
      const running = await tx.query<unknown[]>('select 1 from agenda_items where kind = $1 and key like $2', [
        FEED,
        `${role.code}#%`,
      ]);
      if (running.length === 0) await this.agenda.schedule(tx, FEED, `${role.code}#0`, new Date());
    });
  }

  private async send({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const [code = '', count = '0'] = key.split('#');
    const role = supplierRole(code);
    if (role === undefined) return { kind: 'done' };
    const batch = await this.dataSource.transaction((tx) => this.countShelves(tx, role, Number(count)));
    const answer = batch.rows.length === 0 ? null : await this.upload(role, batch);
    if (answer !== null && readAnswer(answer, attempts) === 'again') {
      return { kind: 'again', problem: String(answer.status) };
    }
    return {
      kind: 'done',
      record: async (tx) => {
        if (answer !== null) await this.note(tx, code, batch, answer);
        const next = new Date(Date.now() + this.config.FEED_SECONDS * 1000);
        await this.agenda.schedule(tx, FEED, `${code}#${Number(count) + 1}`, next);
      },
    };
  }

  private async countShelves(tx: EntityManager, role: SupplierRole, count: number): Promise<Batch> {
    const restocked = await this.restock(tx, role);
    const levels = await tx.findBy(StockLevel, { supplierCode: role.code });
    const onHand = new Map(levels.map((level) => [level.supplierSku, level.quantity]));
    const mode = count % FULL_FEED_EVERY === 0 ? 'full' : 'delta';
    const told = Rng.of(this.world.seed, 'feed', role.code, count);
    const rows = articlesOf(this.world.seed, role)
      .filter(({ supplierSku }) => mode === 'full' || told.chance(DELTA_SHARE) || restocked.has(supplierSku))
      .map((article) => this.row(role, article, onHand.get(article.supplierSku) ?? 0));
    return { mode, asOf: new Date(), rows };
  }

  /** A pallet comes for whatever fell under a quarter of the depth. */
  private async restock(tx: EntityManager, role: SupplierRole): Promise<Set<string>> {
    const [rows] = await tx.query<[{ sku: string }[], number]>(
      `update stock_levels set quantity = quantity + $2 where supplier_code = $1 and quantity < $3
       returning supplier_sku as sku`,
      [role.code, role.depth, Math.ceil(role.depth / 4)],
    );
    return new Set(rows.map((row) => row.sku));
  }

  private row(role: SupplierRole, article: Article, onHand: number): FeedRow {
    return {
      supplierSku: article.supplierSku,
      sku: role.namesMerchantSkus ? article.product.sku : null,
      gtin: article.product.gtin,
      quantity: Math.max(onHand, 0),
      unitCostMinor: article.unitCostMinor,
      currency: this.config.CURRENCY,
      leadTimeDays: article.leadTimeDays,
    };
  }

  /** Files come from the merchant's people; machines send with the supplier's own key. */
  private async upload(role: SupplierRole, { mode, asOf, rows }: Batch): Promise<ProductAnswer> {
    const { supplierId, apiKey } = await this.dataSource.manager.findOneByOrFail(SupplierAccount, { code: role.code });
    const query = `mode=${mode}&asOf=${encodeURIComponent(asOf.toISOString())}`;
    const csv = role.feed === 'csv';
    return this.product.request({
      method: 'POST',
      path: csv ? `/v1/suppliers/${supplierId}/feeds?${query}` : `/v1/feeds?${query}`,
      key: csv ? (await this.keysFile.read()).merchant : (apiKey ?? ''),
      headers: { 'content-type': csv ? 'text/csv' : 'application/json' },
      text: csv ? csvFeed(rows) : jsonFeed(rows),
    });
  }

  private async note(tx: EntityManager, supplierCode: string, batch: Batch, answer: ProductAnswer): Promise<void> {
    const { mode, asOf, rows } = batch;
    const noted = { supplierCode, mode, asOf, rows: rows.length, answerStatus: answer.status };
    await tx.insert(FeedUpload, { ...noted, answer: answer.body as object });
  }
}
