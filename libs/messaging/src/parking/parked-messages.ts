import { Injectable } from '@nestjs/common';
import type { ParkedMessage, ParkedQuery, ReplaySelection } from './parked-message.js';

/** What operators do with the parked messages of one service. */
@Injectable()
export class ParkedMessages {
  /** Newest first, keyset by id. */
  list(_query: ParkedQuery = {}): Promise<ParkedMessage[]> {
    throw new Error('unfinished');
  }

  /** @throws ParkedMessageNotFoundError */
  get(_id: string): Promise<ParkedMessage> {
    throw new Error('unfinished');
  }

  /**
   * Asks for another attempt, with the same message id, at most `ratePerSecond` a second, in order per key.
   * @returns how many messages were scheduled.
   */
  replay(_selection: ReplaySelection, _ratePerSecond?: number): Promise<number> {
    throw new Error('unfinished');
  }

  /**
   * Gives a message up, so that its key goes on.
   * @throws ParkedMessageNotFoundError, ParkedMessageSettledError, ParkedMessageBehindError
   */
  skip(_id: string, _reason: string): Promise<ParkedMessage> {
    throw new Error('unfinished');
  }
}
