import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { answeredOnce, type Answered } from '../answered-once.js';
import { ComplaintPhotos, type KeptPhoto } from '../complaints/complaint-photos.service.js';
import { anyComplaint, ComplaintQueries, type ComplaintView } from '../complaints/complaint-queries.service.js';
import { complaintNotFound } from '../complaints/complaint.errors.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import { MessagesService } from '../complaints/messages.service.js';
import type { PhotoView } from '../photos/photo-files.service.js';
import type { CustomerScope } from './customer-access.service.js';
import type { CustomerComplaintDto } from './dto/self-service.dto.js';

/** Complaints of one order at once: more than anybody has. */
const COMPLAINTS_MAX = 100;

/** Complaints by the customer, who reads only what was said to it. */
@Injectable()
export class CustomerComplaintsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly complaints: ComplaintsService,
    private readonly messages: MessagesService,
    private readonly queries: ComplaintQueries,
    private readonly photos: ComplaintPhotos,
  ) {}

  async list({ orderId, merchantId }: CustomerScope): Promise<ComplaintView[]> {
    const filter = { ...anyComplaint, orderId, merchantId, limit: COMPLAINTS_MAX };
    return (await this.queries.find(filter, null)).map(forCustomer);
  }

  /** @param photos pictures; the complaint and all of them are there, or nothing is. */
  async open(
    scope: CustomerScope,
    key: string | undefined,
    body: CustomerComplaintDto,
    photos: readonly Buffer[] = [],
  ): Promise<Answered<ComplaintView>> {
    const { type, text, lineId = null } = body;
    const { kept, shown } = await this.keep(photos);
    // Of one order: two customers may choose the same key.
    const about = { merchantId: scope.merchantId, key: key && `${scope.orderId}:${key}` };
    return this.dataSource.transaction((tx) =>
      answeredOnce(tx, { ...about, request: { scope, body, ...shown } }, async () => {
        const wanted = { type, text, lineId, channel: 'self_service' } as const;
        const id = await this.complaints.openComplaint(tx, scope, wanted);
        await this.photos.attach(tx, id, scope.orderId, kept);
        return this.read(tx, id);
      }),
    );
  }

  /** Before pictures are read: whether more are taken. @throws 429 `TOO_MANY_PHOTOS` */
  assertMayShow(scope: CustomerScope): Promise<void> {
    return this.photos.assertMaySend(scope.orderId, 1);
  }

  async one(scope: CustomerScope, id: string): Promise<ComplaintView> {
    const view = await this.read(this.dataSource.manager, id);
    if (view.orderId !== scope.orderId) throw complaintNotFound(id);
    return view;
  }

  write(scope: CustomerScope, complaintId: string, text: string): Promise<ComplaintView> {
    return this.dataSource.transaction((tx) => this.writeIn(tx, scope, complaintId, text));
  }

  /** One photo more, with or without words about it. */
  show({ merchantId, orderId }: CustomerScope, complaintId: string, bytes: Buffer): Promise<PhotoView> {
    return this.photos.add({ complaintId, merchantId, supplierId: null }, orderId, bytes);
  }

  /** A message and its photos, or nothing; the same form again adds nothing. */
  async writeOnce(
    scope: CustomerScope,
    complaintId: string,
    key: string,
    { text, photos }: { readonly text: string; readonly photos: readonly Buffer[] },
  ): Promise<void> {
    const request = { merchantId: scope.merchantId, key: key && `${scope.orderId}:${key}` };
    const { kept, shown } = await this.keep(photos);
    await this.dataSource.transaction((tx) =>
      answeredOnce(tx, { ...request, request: { complaintId, text, ...shown } }, async () => {
        await this.writeIn(tx, scope, complaintId, text);
        await this.photos.attach(tx, complaintId, scope.orderId, kept);
        return {};
      }),
    );
  }

  /** Photos that are kept, and how a form with them differs from one without. */
  private async keep(photos: readonly Buffer[]): Promise<{ kept: KeptPhoto[]; shown: object }> {
    const kept = await this.photos.keep(photos);
    return { kept, shown: kept.length === 0 ? {} : { photos: kept.map(({ sha256 }) => sha256) } };
  }

  private async writeIn(
    tx: EntityManager,
    scope: CustomerScope,
    complaintId: string,
    text: string,
  ): Promise<ComplaintView> {
    const held = { complaintId, merchantId: scope.merchantId, supplierId: null };
    const row = await this.complaints.hold(tx, held);
    if (row.order_id !== scope.orderId) throw complaintNotFound(complaintId);
    await this.messages.add(tx, row, { author: 'customer', thread: 'customer', text, mailId: null });
    if (row.status === 'solved') await this.complaints.reopen(tx, held, 'customer');
    return this.read(tx, complaintId);
  }

  private async read(tx: EntityManager, complaintId: string): Promise<ComplaintView> {
    return forCustomer(await this.queries.one({ complaintId, merchantId: null, supplierId: null }, 'customer', tx));
  }
}

/** Who supplies a merchant, and who of it is concerned, is the merchant's business. */
const forCustomer = (view: ComplaintView): ComplaintView => ({
  ...view,
  ...{ supplierId: null, assignee: null, level: 0, incidentId: null },
});
