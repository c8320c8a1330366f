import { Injectable } from '@nestjs/common';

/**
 * Fires when the service begins to stop. Long answers (event streams) end themselves then; otherwise they
 * would hold up the stop until its deadline.
 */
@Injectable()
export class DrainSignal {
  private readonly controller = new AbortController();

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Called once by the platform. */
  begin(): void {
    this.controller.abort();
  }
}
