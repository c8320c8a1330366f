import { Injectable } from '@nestjs/common';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { crowdKinds } from '../world/domain/crowd-kinds.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { CustomerCases } from './customer-cases.service.js';

/** Hours between two looks at the door. */
const LOOK_EVERY_HOURS = 6;
/** So long nothing came: it never will. */
const LOOKS_MAX = 240;

/** Customers who wait for their goods before they judge them. */
@Injectable()
export class PatientCustomers {
  constructor(
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly cases: CustomerCases,
  ) {
    agenda.handle(crowdKinds.wait, {
      run: (task) => this.wait(task),
      pauseMs: () => world.lifeMs(LOOK_EVERY_HOURS),
    });
  }

  private async wait({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const number = Number(key);
    if (!(await this.cases.hasCome(number)))
      return attempts < LOOKS_MAX ? { kind: 'again', problem: 'nothing came yet' } : { kind: 'done' };
    const customer = await this.cases.customerOf(number);
    const rng = Rng.of(this.world.seed, 'customer', number, 'unpacks');
    return {
      kind: 'done',
      record: async (tx) => {
        const { returns = null, complains = null, moves = null } = customer?.plan ?? {};
        const soon = (): Date => this.world.inHours(rng.between(2, 12));
        const [toReturn, toComplain, toMove] = [soon(), soon(), soon()];
        if (returns?.early === false) await this.agenda.schedule(tx, crowdKinds.giveBack, key, toReturn);
        if (complains !== null && complains.type !== 'late')
          await this.agenda.schedule(tx, crowdKinds.complain, key, toComplain);
        if (moves?.late === true) await this.agenda.schedule(tx, crowdKinds.move, `${key}/0`, toMove);
      },
    };
  }
}
