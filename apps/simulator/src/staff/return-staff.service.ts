import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { crowdKinds } from '../world/domain/crowd-kinds.js';
import { CarriersService } from '../carriers/carriers.service.js';
import { readAnswer, type ProductAnswer } from '../product/domain/answer.js';
import { KeysFileService } from '../product/keys-file.service.js';
import { ProductService } from '../product/product.service.js';
import { SupplierAccount } from '../suppliers/supplier-account.entity.js';
import { supplierRole } from '../world/domain/cast.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';

/** A return as the shop's people read it. */
interface Return {
  readonly id: string;
  readonly status: string;
  readonly lines: readonly {
    readonly lineId: string;
    readonly quantity: number;
    readonly supplierId: string | null;
    readonly purchaseOrderId: string | null;
    readonly destination: string;
  }[];
  readonly parcels: readonly ReturnParcel[];
}

interface ReturnParcel {
  readonly supplierId: string | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
}

/** A customer who changed their mind again never hands the parcel over. */
const KEEPS_IT_AFTER_ALL = 0.05;
/** Share of the places that get instructions instead of a label: nobody can follow such a parcel. */
const INSTRUCTED = 0.2;

/** The shop's people at the returns desk, and the customer who hands over what they sent a label for. */
@Injectable()
export class ReturnStaff {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly product: ProductService,
    private readonly keysFile: KeysFileService,
    private readonly carriers: CarriersService,
  ) {
    agenda.handle(crowdKinds.label, { run: (task) => this.label(task) });
    agenda.handle(crowdKinds.handOver, { run: (task) => this.handOver(task) });
  }

  /** One parcel per place; a place that has one gets no second. */
  private async label({ key: returnId, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const found = await this.find(returnId);
    if (found === null) return { kind: 'again', problem: 'no answer' };
    if (!['approved', 'label_issued'].includes(found.status)) return { kind: 'done' };
    const { merchant } = await this.keysFile.read();
    for (const supplierId of placesOf(found)) {
      if (found.parcels.some((parcel) => parcel.supplierId === supplierId)) continue;
      const json = { supplierId, ...(await this.wayBack(returnId, supplierId)) };
      const path = `/v1/returns/${returnId}/label`;
      const answer = await this.product.request({ method: 'POST', path, key: merchant, json });
      if (readAnswer(answer, attempts) === 'again') return { kind: 'again', problem: String(answer.status) };
    }
    const rng = Rng.of(this.world.seed, 'returned', returnId);
    if (rng.chance(KEEPS_IT_AFTER_ALL)) return { kind: 'done' };
    const dueAt = this.world.inHours(rng.between(2, 10));
    return { kind: 'done', record: (tx) => this.agenda.schedule(tx, crowdKinds.handOver, returnId, dueAt) };
  }

  private async wayBack(returnId: string, supplierId: string): Promise<object> {
    const rng = Rng.of(this.world.seed, 'label', returnId, supplierId);
    if (rng.chance(INSTRUCTED))
      return { method: 'instructions', instructions: 'Lütfen kutusuyla gönderin. / In its box, please.' };
    const account = await this.dataSource.manager.findOneBy(SupplierAccount, { supplierId });
    const carrier = rng.pick(supplierRole(account?.code ?? '')?.carriers ?? ['dhl']);
    const trackingNumber = this.carriers.trackingNumber(carrier, `${returnId} ${supplierId}`, 0);
    const labelUrl = `https://labels.example/${trackingNumber}.pdf`;
    return { method: 'label', carrier, trackingNumber, labelUrl };
  }

  /** The customer brings the parcels to the carrier, or simply sends them. */
  private async handOver({ key: returnId }: AgendaTask): Promise<AgendaOutcome> {
    const found = await this.find(returnId);
    if (found === null) return { kind: 'again', problem: 'no answer' };
    return {
      kind: 'done',
      record: async (tx) => {
        for (const parcel of found.parcels) await this.send(tx, found, parcel);
      },
    };
  }

  /** What the carrier loses for good never comes to the supplier. */
  private async send(tx: EntityManager, { id, lines }: Return, parcel: ReturnParcel): Promise<void> {
    const { supplierId, carrier, trackingNumber } = parcel;
    const goods = lines.filter((line) => line.supplierId === supplierId && line.destination === 'supplier');
    const [first] = goods;
    if (supplierId === null || first === undefined || first.purchaseOrderId === null) return;
    const key = `${id} ${supplierId}`;
    const rng = Rng.of(this.world.seed, 'sent back', key);
    if (carrier === null || trackingNumber === null) {
      const dueAt = this.world.inHours(rng.between(20, 40));
      await this.agenda.schedule(tx, crowdKinds.openReturn, key, dueAt);
      return;
    }
    const account = await tx.findOneBy(SupplierAccount, { supplierId });
    const [arrivesAt] = await this.carriers.takeOver(tx, [
      {
        ...{ carrier, trackingNumber, purchaseOrderId: first.purchaseOrderId, returnId: id },
        lines: goods.map(({ lineId, quantity }) => ({ lineId, quantity })),
        ...{ from: '', to: supplierRole(account?.code ?? '')?.city ?? '' },
      },
    ]);
    if (arrivesAt == null) return;
    const openedAt = new Date(arrivesAt.getTime() + this.world.lifeMs(rng.between(1, 8)));
    await this.agenda.schedule(tx, crowdKinds.openReturn, key, openedAt);
  }

  private async find(returnId: string): Promise<Return | null> {
    const { merchant } = await this.keysFile.read();
    const answer: ProductAnswer = await this.product.request({
      ...{ method: 'GET', path: `/v1/returns/${returnId}`, key: merchant },
    });
    return answer.status === 200 ? (answer.body as Return) : null;
  }
}

/** Suppliers that goods go back to. */
const placesOf = ({ lines }: Return): string[] => [
  ...new Set(
    lines.flatMap(({ supplierId, destination }) =>
      supplierId !== null && destination === 'supplier' ? [supplierId] : [],
    ),
  ),
];
