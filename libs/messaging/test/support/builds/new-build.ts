import { IsInt } from 'class-validator';
import { type Envelope, Event, topics } from '#contracts';

/** What the new build knows: version 1 has no class any more, only the way from it. */
@Event({
  ...{ type: 'notification.weighed', version: 2, topic: topics.notifications },
  upcast: ({ weightKg, ...rest }) => ({ ...rest, weightGrams: Number(weightKg) * 1_000 }),
})
export class NotificationWeighed {
  @IsInt() weightGrams!: number;
}

export const gramsOf = ({ data }: Envelope<NotificationWeighed>): number => data.weightGrams;
