import { Body, Controller, Get, Headers, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BufferedBody, IdPipe, Public, RawBody } from '#platform';
import type { ComplaintView } from '../complaints/complaint-queries.service.js';
import { PHOTO_MAX_BYTES, PHOTO_TYPES, type PhotoView } from '../photos/photo-files.service.js';
import { CustomerAccess } from './customer-access.service.js';
import { CustomerComplaintsService } from './customer-complaints.service.js';
import { CustomerComplaintDto, CustomerMessageDto } from './dto/self-service.dto.js';

/** Complaints by the customer, with the token of the tracking page instead of a key. */
@Controller('v1/self-service/:token/complaints')
@Public()
export class CustomerComplaintsController {
  constructor(
    private readonly access: CustomerAccess,
    private readonly complaints: CustomerComplaintsService,
  ) {}

  @Get()
  async list(@Param('token') token: string, @Req() request: FastifyRequest): Promise<{ items: ComplaintView[] }> {
    return { items: await this.complaints.list(await this.access.admit(token, request)) };
  }

  /** With an `Idempotency-Key`; the same again gives the same complaint. */
  @Post()
  async open(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: CustomerComplaintDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComplaintView> {
    const { answer, replayed } = await this.complaints.open(await this.access.admit(token, request), key, body);
    if (replayed) reply.header('idempotent-replayed', 'true');
    return answer;
  }

  @Get(':id')
  async one(
    @Param('token') token: string,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<ComplaintView> {
    return this.complaints.one(await this.access.admit(token, request), id);
  }

  /** To a solved complaint: it is open again. */
  @Post(':id/messages')
  async write(
    @Param('token') token: string,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
    @Body() { text }: CustomerMessageDto,
  ): Promise<ComplaintView> {
    return this.complaints.write(await this.access.admit(token, request), id, text);
  }

  /** The bytes of one photo as the body; the same picture again is the same photo. */
  @Post(':id/photos')
  @BufferedBody(PHOTO_TYPES, PHOTO_MAX_BYTES)
  async show(
    @Param('token') token: string,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
    @RawBody() bytes: Buffer,
  ): Promise<PhotoView> {
    return this.complaints.show(await this.access.admit(token, request), id, bytes);
  }
}
