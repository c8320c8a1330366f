import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { AgendaOutcome } from '../agenda/agenda.service.js';
import { problemCode, readAnswer, type ProductAnswer } from '../product/domain/answer.js';
import { Deed } from './deed.entity.js';

/** What follows when the product says yes. */
export interface Acceptance {
  /** What it names the thing; none when it says nothing of the kind. */
  readonly subjectIds: readonly string[];
  readonly follow?: (tx: EntityManager) => Promise<void>;
}

/** The book of what outsiders ask for after an order came. */
@Injectable()
export class DeedsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Writes down what is about to be asked; what was written before stays as it is. */
  async begin(key: string, kind: string, content: Record<string, unknown>): Promise<Deed> {
    await this.dataSource.query(
      `insert into deeds (key, kind, content, state, subject_ids, begun_at) values ($1, $2, $3, 'begun', '{}', $4)
       on conflict (key) do nothing`,
      [key, kind, JSON.stringify(content), new Date()],
    );
    return this.dataSource.manager.findOneByOrFail(Deed, { key });
  }

  /** Something more to be remembered while it is tried. */
  async note(key: string, more: Record<string, unknown>): Promise<void> {
    await this.dataSource.query(`update deeds set content = content || $2::jsonb where key = $1`, [
      key,
      JSON.stringify(more),
    ]);
  }

  find(key: string): Promise<Deed | null> {
    return this.dataSource.manager.findOneBy(Deed, { key });
  }

  /** By what the product answered: ended, or to be tried again. */
  outcome(key: string, attempts: number, answer: ProductAnswer, acceptance: Acceptance): AgendaOutcome {
    const reading = readAnswer(answer, attempts);
    const code = problemCode(answer.body);
    if (reading === 'again') return { kind: 'again', problem: `${answer.status} ${code ?? ''}` };
    const ended = { answerStatus: answer.status, answerCode: code, endedAt: new Date() };
    if (reading === 'refused')
      return {
        kind: 'done',
        record: async (tx) => {
          await tx.update(Deed, { key }, { ...ended, state: 'refused' });
        },
      };
    const subjectIds = [...new Set(acceptance.subjectIds)];
    return {
      kind: 'done',
      record: async (tx) => {
        await tx.update(Deed, { key }, { ...ended, state: 'accepted', subjectIds });
        await acceptance.follow?.(tx);
      },
    };
  }

  /** Writes down at once what became of a deed that another one follows. */
  async end(outcome: AgendaOutcome): Promise<void> {
    await this.dataSource.transaction(async (tx) => outcome.record?.(tx));
  }

  /** Ends without an answer. @param why what there was not. */
  givenUp(key: string, why: string): AgendaOutcome {
    const ended = { state: 'given_up', answerCode: why, endedAt: new Date() } as const;
    return {
      kind: 'done',
      record: async (tx) => {
        await tx.update(Deed, { key }, ended);
      },
    };
  }
}
