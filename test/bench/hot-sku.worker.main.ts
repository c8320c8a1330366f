import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Joiner } from '../../libs/platform/src/worker/joiner.js';
import { CommitmentsService, type Commitment } from '../../apps/order/src/offers/commitments.service.js';

/** What a router process is asked to do: every client reserves one unit after the other until there is none. */
export interface HotSkuContest {
  readonly offerId: string;
  readonly clients: number;
  /** Reservations that one client tries at most. */
  readonly triesMax: number;
}

/** How it went. */
export interface HotSkuOutcome {
  readonly granted: number;
  readonly refused: number;
  /** Commits that the reservations shared. */
  readonly commits: number;
}

const [url = ''] = process.argv.slice(2);
const dataSource = await new DataSource({ type: 'postgres', url, poolSize: 2 }).initialize();
const commitments = new CommitmentsService();
let commits = 0;

/** As the router joins the orders that are due: what arrives during a commit shares the next one. */
const joiner = new Joiner<readonly Commitment[], boolean>({
  lanes: 1,
  batchMax: 64,
  run: (requests) => {
    commits += 1;
    return dataSource.transaction((tx) => commitments.takeEach(tx, requests));
  },
});

process.on('message', (contest: HotSkuContest) => {
  void compete(contest).then((outcome) => process.send?.(outcome));
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

async function compete({ offerId, clients, triesMax }: HotSkuContest): Promise<HotSkuOutcome> {
  commits = 0;
  let [granted, refused] = [0, 0];
  const client = async (): Promise<void> => {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const unit = { offerId, purchaseOrderId: uuidv7(), orderLineId: uuidv7(), quantity: 1, keptBack: 0 };
      if (!(await joiner.join([unit]))) {
        refused += 1;
        return;
      }
      granted += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { granted, refused, commits };
}
