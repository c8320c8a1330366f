import { IsNumber } from 'class-validator';
import { type Envelope, Event, topics } from '#contracts';

/** What the old build knows. */
@Event({ type: 'notification.weighed', version: 1, topic: topics.notifications })
export class NotificationWeighed {
  @IsNumber() weightKg!: number;
}

export const gramsOf = ({ data }: Envelope<NotificationWeighed>): number => data.weightKg * 1_000;
