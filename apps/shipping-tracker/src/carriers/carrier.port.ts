import type { CheckpointSource } from '#contracts';
import type { ReportedCheckpoint } from '../shipments/domain/reported-checkpoint.js';

/** A checkpoint and the number it is about. */
export interface CarrierCheckpoint extends ReportedCheckpoint {
  readonly trackingNumber: string;
}

/** A part of what a carrier said that makes no sense. The rest counts. */
export interface CarrierRejection {
  /** Place in the carrier's list, from 0. */
  readonly index: number;
  /** `UNKNOWN_STATUS`: a word of the carrier that our table lacks; whoever runs this should add it. */
  readonly code: 'INVALID_CHECKPOINT' | 'UNKNOWN_STATUS';
  /** Names the field, or the unknown word. */
  readonly detail: string;
}

/** What a carrier said, in Kervan's words. */
export interface CarrierReport {
  readonly checkpoints: readonly CarrierCheckpoint[];
  readonly rejections: readonly CarrierRejection[];
}

/** The carrier has no news. */
export const noNews: CarrierReport = { checkpoints: [], rejections: [] };

/**
 * How one carrier's words become checkpoints. `Said` is what the adapter starts from: a delivery that the
 * carrier pushed, or a number to ask about.
 *
 * Promises of every adapter (`test/carrier-conformance.ts`): the same event has the same id however often
 * it is heard; times are instants; one bad checkpoint does not cost the good ones; nothing is guessed.
 */
export interface CarrierPort<Said> {
  /** Lower-case code, as in ship notices. */
  readonly carrier: string;
  readonly source: CheckpointSource;
  /**
   * @throws CarrierSignatureError when it cannot be the carrier who speaks
   * @throws CarrierUnreadableError when nothing of it counts
   * @throws CarrierLimitError when the carrier wants to be asked less
   * @throws CarrierUnavailableError when the carrier gave no answer
   */
  hear(said: Said): Promise<CarrierReport>;
}
