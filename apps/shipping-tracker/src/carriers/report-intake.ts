import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import { Joiner } from '#platform';
import { ShipmentsService, type CarrierWord, type ReportOutcome } from '../shipments/shipments.service.js';

/** Words of one commit: shares its cost, and keeps the locks on parcels and orders short. */
const JOINED_MAX = 64;
/** A second commit would wait for the parcels of the first, and both would be half as full. */
const LANES = 1;

/**
 * Stores what carriers say. What arrives while a commit is under way goes into the next one together; a word that the
 * database refuses fails alone.
 */
@Injectable()
export class ReportIntake {
  private readonly joiner = new Joiner<CarrierWord, PromiseSettledResult<ReportOutcome>>({
    lanes: LANES,
    batchMax: JOINED_MAX,
    run: (words) => this.storeTogether(words),
  });

  constructor(
    private readonly dataSource: DataSource,
    private readonly shipments: ShipmentsService,
  ) {}

  /** Resolves once the word is committed; rejects when it is not. */
  async take(word: CarrierWord): Promise<ReportOutcome> {
    const outcome = await this.joiner.join(word);
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }

  private async storeTogether(words: readonly CarrierWord[]): Promise<PromiseSettledResult<ReportOutcome>[]> {
    try {
      const outcomes = await this.store(words);
      return outcomes.map((value) => ({ status: 'fulfilled', value }));
    } catch (error) {
      // Without a database nobody can be helped; a refused statement is the fault of one of them.
      if (words.length === 1 || !(error instanceof QueryFailedError)) throw error;
      return this.storeOneByOne(words);
    }
  }

  private async storeOneByOne(words: readonly CarrierWord[]): Promise<PromiseSettledResult<ReportOutcome>[]> {
    const outcomes: PromiseSettledResult<ReportOutcome>[] = [];
    // In their order: two may be about the same parcel.
    for (const word of words) {
      const [outcome] = await Promise.allSettled([this.storeAlone(word)]);
      outcomes.push(outcome);
    }
    return outcomes;
  }

  private async storeAlone(word: CarrierWord): Promise<ReportOutcome> {
    const [outcome] = await this.store([word]);
    if (!outcome) throw new Error('a word without outcome');
    return outcome;
  }

  private store(words: readonly CarrierWord[]): Promise<ReportOutcome[]> {
    return this.dataSource.transaction((tx) => this.shipments.reportForNumbers(tx, words));
  }
}
