import { randomUUID } from 'node:crypto';
import {
  Controller,
  createParamDecorator,
  Get,
  Param,
  Post,
  Res,
  UseFilters,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IdPipe, Public, StreamedBody } from '#platform';
import { CustomerComplaintsService } from '../customer-complaints.service.js';
import { CustomerComplaintDto, CustomerMessageDto, TEXT_MAX } from '../dto/self-service.dto.js';
import { complainPage, complaintPage } from './complaint.pages.js';
import { checked, FORM, FormFields } from './form-body.js';
import { PageProblemFilter } from './page-problem.filter.js';
import {
  arePhotos,
  MULTIPART,
  PHOTO_FORM_MAX_BYTES,
  PhotoForms,
  PHOTOS_MAX,
  type PhotoForm,
} from './photo-forms.service.js';
import { PageVisits } from './page-visits.service.js';
import type { Visit } from './visit.js';
import { Visited } from './visited.js';

/** A form as it comes in: its body not read yet. */
interface SentForm {
  readonly body: unknown;
  readonly contentType: string;
}

const PhotoFormBody = createParamDecorator((_data: unknown, context: ExecutionContext): SentForm => {
  const { body, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return { body, contentType: headers['content-type'] ?? '' };
});

/** A complaint and its thread as a customer writes and reads it. */
@Controller('track/:token/complaints')
@Public()
@UseFilters(PageProblemFilter)
export class ComplaintPagesController {
  constructor(
    private readonly visits: PageVisits,
    private readonly complaints: CustomerComplaintsService,
    private readonly forms: PhotoForms,
  ) {}

  @Get('new')
  async compose(@Visited() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    const page = complainPage(visit, new FormFields(''), {}, randomUUID());
    await this.visits.show(reply, visit, '/complaints/new', page);
  }

  /** The same form again leads to the same complaint. */
  @Post()
  @StreamedBody([MULTIPART, FORM], PHOTO_FORM_MAX_BYTES)
  async open(@Visited() visit: Visit, @PhotoFormBody() sent: SentForm, @Res() reply: FastifyReply): Promise<void> {
    const { fields: form, photos } = await this.read(visit, sent);
    const key = form.text('key');
    const given = { type: form.text('type'), text: form.text('text'), lineId: form.text('lineId') || null };
    const asked = await checked(CustomerComplaintDto, given);
    const isForeign = given.lineId !== null && !visit.order.lines.some(({ lineId }) => lineId === given.lineId);
    if ('faults' in asked || isForeign || !arePhotos(photos)) {
      const faults = [
        ...('faults' in asked ? asked.faults : []),
        ...(isForeign ? ['lineId'] : []),
        ...(arePhotos(photos) ? [] : ['photos']),
      ];
      const page = complainPage(visit, form, fieldErrors(visit, new Set(faults)), key);
      await this.visits.show(reply, visit, '/complaints/new', page, 422);
      return;
    }
    const { answer } = await this.complaints.open(visit.scope, key, asked.body, photos);
    await this.visits.goOn(reply, visit, `/complaints/${answer.id}`);
  }

  @Get(':id')
  async one(@Visited() visit: Visit, @Param('id', IdPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    const complaint = await this.complaints.one(visit.scope, id);
    const page = complaintPage(visit, complaint, { key: randomUUID(), text: '', errors: {} });
    await this.visits.show(reply, visit, `/complaints/${id}`, page);
  }

  /** The same form again adds nothing. */
  @Post(':id/messages')
  @StreamedBody([MULTIPART, FORM], PHOTO_FORM_MAX_BYTES)
  async write(
    @Visited() visit: Visit,
    @Param('id', IdPipe) id: string,
    @PhotoFormBody() sent: SentForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { fields: form, photos } = await this.read(visit, sent);
    const [key, text] = [form.text('key'), form.text('text')];
    const asked = await checked(CustomerMessageDto, { text });
    if ('faults' in asked || !arePhotos(photos)) {
      const faults = new Set([...('faults' in asked ? asked.faults : []), ...(arePhotos(photos) ? [] : ['photos'])]);
      const again = { key, text, errors: fieldErrors(visit, faults) };
      const page = complaintPage(visit, await this.complaints.one(visit.scope, id), again);
      await this.visits.show(reply, visit, `/complaints/${id}`, page, 422);
      return;
    }
    await this.complaints.writeOnce(visit.scope, id, key, { text: asked.body.text, photos });
    await this.visits.goOn(reply, visit, `/complaints/${id}`);
  }

  /** Photos are read only when the order is known, and looked at only when it may send more. */
  private async read(visit: Visit, { body, contentType }: SentForm): Promise<PhotoForm> {
    const form = await this.forms.read(visit.scope.orderId, body, contentType);
    if (form.photos.length > 0) await this.complaints.assertMayShow(visit.scope);
    return form;
  }
}

const fieldErrors = ({ say }: Visit, faults: ReadonlySet<string>): Record<string, string> => ({
  ...(faults.has('type') ? { type: say('complaint.type.error') } : {}),
  ...(faults.has('lineId') ? { lineId: say('complaint.line.error') } : {}),
  ...(faults.has('photos') ? { photos: say('complaint.photos.error', { max: PHOTOS_MAX }) } : {}),
  ...(faults.has('text') ? { text: say('complaint.words.error', { max: TEXT_MAX }) } : {}),
});
