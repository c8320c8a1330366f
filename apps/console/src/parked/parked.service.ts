import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { decodeCursor, encodeCursor, invalidCursor, limitOf, notFound } from '#platform';
import { AuditService } from '../audit/audit.service.js';
import {
  isOk,
  itemsByService,
  Peers,
  refuseLikeServices,
  serviceNames,
  servicesOf,
  unreachable,
  unreachableProblem,
  type Answer,
  type Asking,
  type ByServiceDto,
  type ServiceName,
} from '../peers/peers.service.js';
import { mergePages } from './domain/merge-pages.js';
import type {
  ParkedItem,
  ParkedListDto,
  ParkedQuery,
  PreviewResponseDto,
  ReplayDto,
  ReplayResponseDto,
  ServicePreview,
} from './dto/parked.dto.js';

/** The parked messages of all services as one list. */
@Injectable()
export class ParkedService {
  constructor(
    private readonly peers: Peers,
    private readonly audit: AuditService,
  ) {}

  async list({ authorization }: Asking, query: ParkedQuery): Promise<ParkedListDto> {
    const limit = limitOf(query);
    const cursors = shownBefore(query.after);
    const answers = await Promise.all(
      servicesOf(query.service).map((service) =>
        this.peers.ask(service, { path: this.listPath(service, query, limit, cursors.get(service)), authorization }),
      ),
    );
    // What is wrong with the question is the caller's to know; what is wrong with a service is part of the answer.
    refuseLikeServices(answers);
    const pages = answers.filter(isOk).map(({ service, body }) => {
      const { items, next } = body as { items: ParkedItem[]; next: string | null };
      return { source: service, items, hasMore: next !== null };
    });
    const merged = mergePages(pages, limit);
    for (const [source, id] of merged.shown) cursors.set(source, id);
    const next = merged.hasMore
      ? encodeCursor([[...cursors].map(([source, id]) => `${source}=${id}`).join(' ')])
      : null;
    return { items: merged.items, next, unreachable: unreachable(answers) };
  }

  async get({ authorization }: Asking, id: string, service: ServiceName | undefined): Promise<unknown> {
    const { body } = await this.holderOf(id, service, authorization);
    return body;
  }

  /** Changes nothing, so nothing is audited. */
  async preview(authorization: string, command: ReplayDto): Promise<PreviewResponseDto> {
    const answers = await this.command('preview', command, authorization);
    const services = answers
      .filter(isOk)
      .map(({ service, body }) => ({ service, ...(body as ServicePreview) }))
      .filter(({ selected }) => selected > 0);
    return {
      selected: services.reduce((sum, { selected }) => sum + selected, 0),
      expectedSeconds: Math.max(0, ...services.map(({ expectedSeconds }) => expectedSeconds)),
      services,
      unreachable: unreachable(answers),
    };
  }

  /** What the services answer under their own parked path. */
  async collect(what: 'full' | 'replays', authorization: string, service?: ServiceName): Promise<ByServiceDto> {
    const answers = await Promise.all(
      servicesOf(service).map((name) =>
        this.peers.ask(name, { path: `${this.peers.parkedPathOf(name)}/${what}`, authorization }),
      ),
    );
    return itemsByService(answers);
  }

  /**
   * Audited before it is asked for: a crash in between leaves an entry without a result, never a deed without an
   * entry. What came of it is added to the entry.
   */
  async replay({ actor, authorization }: Asking, command: ReplayDto): Promise<ReplayResponseDto> {
    const { service, ...details } = command;
    const entry = await this.audit.recordAlone({ actor, action: 'parked.replayed', target: service ?? null, details });
    const answers = await this.command('replay', command, authorization);
    const services = answers.filter(isOk).map((answer) => {
      const { scheduled, replayId } = answer.body as { scheduled: number; replayId: string | null };
      return { service: answer.service, scheduled, replayId };
    });
    const scheduled = services.reduce((sum, item) => sum + item.scheduled, 0);
    const result = { scheduled, services, unreachable: unreachable(answers) };
    await this.audit.addResult(entry, result);
    return result;
  }

  async skip({ actor, authorization }: Asking, id: string, reason: string, service?: ServiceName): Promise<unknown> {
    const holder = await this.holderOf(id, service, authorization);
    const entry = await this.audit.recordAlone({
      actor,
      action: 'parked.skipped',
      target: id,
      details: { service: holder.service, reason },
    });
    const answer = await this.peers.ask(holder.service, {
      method: 'POST',
      path: `${this.peers.parkedPathOf(holder.service)}/${id}/skip`,
      authorization,
      body: { reason },
      timeoutMs: COMMAND_TIMEOUT_MS,
    });
    await this.audit.addResult(entry, { status: answer.status });
    refuseLikeServices([answer]);
    if (!isOk(answer)) throw unreachableProblem(unreachable([answer]));
    return answer.body;
  }

  private async command(
    what: 'replay' | 'preview',
    { service, ...selection }: ReplayDto,
    authorization: string,
  ): Promise<Answer[]> {
    const answers = await Promise.all(
      servicesOf(service).map((name) =>
        this.peers.ask(name, {
          method: 'POST',
          path: `${this.peers.parkedPathOf(name)}/${what}`,
          authorization,
          body: selection,
          timeoutMs: COMMAND_TIMEOUT_MS,
        }),
      ),
    );
    refuseLikeServices(answers);
    return answers;
  }

  /** The service that has the message, with the message. */
  private async holderOf(id: string, service: ServiceName | undefined, authorization: string): Promise<Answer> {
    const answers = await Promise.all(
      servicesOf(service).map((name) =>
        this.peers.ask(name, { path: `${this.peers.parkedPathOf(name)}/${id}`, authorization }),
      ),
    );
    const holder = answers.find(isOk);
    if (holder) return holder;
    const silent = unreachable(answers.filter(({ status }) => status !== 404));
    if (silent.length > 0) throw unreachableProblem(silent);
    throw notFound('PARKED_MESSAGE_NOT_FOUND', `No service has a parked message ${id}.`);
  }

  private listPath(service: ServiceName, query: ParkedQuery, limit: number, shown: string | undefined): string {
    const { state, topic, key, type, errorCode, replayId } = query;
    const after = shown === undefined ? undefined : encodeCursor([shown]);
    const given = Object.entries({ state, topic, key, type, errorCode, replayId, after, limit: String(limit) });
    const search = new URLSearchParams(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
    return `${this.peers.parkedPathOf(service)}?${search.toString()}`;
  }
}

/** A replay may touch thousands of rows. */
const COMMAND_TIMEOUT_MS = 15_000;

/** How far each service's list has been shown. */
function shownBefore(after: string | undefined): Map<string, string> {
  const [entries = ''] = decodeCursor(after, 'text') ?? [];
  return new Map(
    entries
      .split(' ')
      .filter((entry) => entry !== '')
      .map((entry) => {
        const [source = '', id = ''] = entry.split('=', 2);
        if (!serviceNames.some((name) => name === source) || !isUUID(id)) throw invalidCursor();
        return [source, id];
      }),
  );
}
