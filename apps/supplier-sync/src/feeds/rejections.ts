import type { FeedField } from './domain/feed-columns.js';
import { columnName } from './domain/feed-columns.js';

/** One refused row as the sender is told of it. */
export interface Rejection {
  readonly row: number;
  readonly field: string | null;
  readonly code: string;
  readonly detail: string;
}

/** Rejections in an answer. `rejected` counts all; a person corrects the first thousand before reading on. */
export const REJECTIONS_MAX = 1000;

/** Counts refused rows and keeps the first ones, under the field names of the feed's format. */
export class Rejections {
  rejected = 0;
  private readonly kept: Rejection[] = [];

  constructor(private readonly asColumns: boolean) {}

  add(fault: { row: number; field: FeedField | null; code: string; detail: string }): void {
    this.rejected += 1;
    if (this.kept.length < REJECTIONS_MAX) this.kept.push(this.named(fault));
  }

  /** Adds refusals of which only the first are known one by one. */
  addCounted(faults: readonly { row: number; field: FeedField; code: string; detail: string }[], count: number): void {
    this.rejected += count;
    this.kept.push(...faults.map((fault) => this.named(fault)));
  }

  list(): Rejection[] {
    return this.kept.toSorted((a, b) => a.row - b.row).slice(0, REJECTIONS_MAX);
  }

  private named({ row, field, code, detail }: Omit<Rejection, 'field'> & { field: FeedField | null }): Rejection {
    return { row, field: field !== null && this.asColumns ? columnName(field) : field, code, detail };
  }
}
