import type { EntityManager } from 'typeorm';
import { ExperienceUndone, TrafficShareChanged, type Envelope } from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { TrafficAlertsService } from './traffic-alerts.service.js';

// Whoever undid something knows it; what that does to shares of the orders is told as any other step.
@Ignore(ExperienceUndone)
@Consumer()
export class ExperienceConsumer {
  constructor(private readonly traffic: TrafficAlertsService) {}

  @On(TrafficShareChanged, { batch: true })
  onTrafficShareChanged({ merchantId, data }: Envelope<TrafficShareChanged>, tx: EntityManager): Promise<void> {
    return this.traffic.tellChanged(tx, merchantId, data);
  }
}
