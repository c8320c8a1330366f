import { IsInt, Max, Min } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Id, Nested, Nullable, OneOf, Text, Time, Version } from './fields.js';
import { ExperienceEstimate } from './routing-decision.js';

/** Why a supplier gets more or less traffic for a SKU than before. */
export const trafficReasons = ['BAD_SIGNS', 'GOOD_SIGNS', 'EVIDENCE_FADED', 'UNDONE'] as const;
export type TrafficReason = (typeof trafficReasons)[number];

/**
 * Emitted each time the share of the orders that may consider a supplier's offer of a SKU moved a step: less on bad
 * signs from after-sales, more as the orders that still went there went well.
 */
@Event({ type: 'traffic-share.changed', version: 1, topic: topics.experience })
export class TrafficShareChanged {
  @Id() supplierId!: string;
  @Text(100) supplierCode!: string;
  @Text(200) sku!: string;
  /** Of the snapshot of figures that says why; counts a merchant's snapshots from 1. */
  @Version() experienceVersion!: number;
  @IsInt() @Min(0) @Max(1000) previousPermille!: number;
  @IsInt() @Min(0) @Max(1000) permille!: number;
  @OneOf(trafficReasons) reasonCode!: TrafficReason;
  @Nested(() => ExperienceEstimate) problems!: ExperienceEstimate;
  @Time() changedAt!: string;
}

/** Emitted once per supplier concerned, when a person put former figures back in the place of newer ones. */
@Event({ type: 'experience.undone', version: 1, topic: topics.experience })
export class ExperienceUndone {
  @Id() supplierId!: string;
  @Text(100) supplierCode!: string;
  /** The snapshot that was made by it, and the one whose changes it undid. */
  @Version() experienceVersion!: number;
  @Version() undoneVersion!: number;
  @OneOf(['merchant', 'operator']) undoneBy!: string;
  @Text(1000) reason!: string;
  /** Until then the former figures hold, whatever happens; null: until they are undone again. */
  @Nullable() @Time() until!: string | null;
  @Time() undoneAt!: string;
}
