import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import {
  isOk,
  itemsByService,
  Peers,
  refuseLikeServices,
  servicesOf,
  unreachable,
  unreachableProblem,
  type Asking,
  type ByServiceDto,
  type ServiceName,
} from '../peers/peers.service.js';
import type { BeginReplayDto } from './replays.dto.js';

/** Replays from the services' archives. */
@Injectable()
export class ReplaysService {
  constructor(
    private readonly peers: Peers,
    private readonly audit: AuditService,
  ) {}

  /** The newest of each service, and how far they are. */
  async list(authorization: string, service?: ServiceName): Promise<ByServiceDto> {
    return itemsByService(await this.peers.askAll(servicesOf(service), { path: '/v1/outbox/replays', authorization }));
  }

  /** Audited before it is asked for, as every deed in another service; what came of it is added. */
  async begin({ actor, authorization }: Asking, { service, ...order }: BeginReplayDto): Promise<unknown> {
    const { keys, ...range } = order;
    // Keys may be a thousand; how many is enough to find the replay by its id.
    const details = { ...range, ...(keys && { keys: keys.length }) };
    const entry = await this.audit.recordAlone({ actor, action: 'outbox.replayed', target: service, details });
    const question = { method: 'POST', path: '/v1/outbox/replay', authorization, body: order } as const;
    const answer = await this.peers.ask(service, question);
    const { id } = (answer.body ?? {}) as { id?: unknown };
    await this.audit.addResult(entry, { status: answer.status, ...(typeof id === 'string' && { replayId: id }) });
    refuseLikeServices([answer]);
    if (!isOk(answer)) throw unreachableProblem(unreachable([answer]));
    return { service, ...(answer.body as object) };
  }
}
