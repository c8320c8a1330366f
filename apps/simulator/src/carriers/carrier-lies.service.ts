import { Injectable } from '@nestjs/common';
import { SimulatorConfig } from '../config.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { isNative, parseCarrierLies, type CarrierLie, type CarrierLieRates } from './domain/carrier-lies.js';

/** Who lies about what: by the rates of the configuration, or as somebody told them to about one number. */
@Injectable()
export class CarrierLiesService {
  private readonly rates: CarrierLieRates;
  private readonly told = new Map<string, CarrierLie | null>();
  private asked = 0;

  constructor(
    config: SimulatorConfig,
    private readonly world: WorldService,
  ) {
    this.rates = parseCarrierLies(config.CARRIER_LIES);
  }

  /** From now on the carrier answers questions about the number so; with null it tells the truth about it. */
  tell(carrier: string, number: string, lie: CarrierLie | null): void {
    this.told.set(`${carrier} ${number}`, lie);
  }

  /** How the next question is answered; null for the truth. */
  next(carrier: string, number: string): CarrierLie | null {
    const told = this.told.get(`${carrier} ${number}`);
    if (told !== undefined) return told;
    this.asked += 1;
    let share = Rng.of(this.world.seed, 'carrier-lie', carrier, number, this.asked).next();
    const rates = isNative(carrier) ? this.rates.get(carrier) : undefined;
    for (const [lie, rate] of Object.entries(rates ?? {}) as [CarrierLie, number][]) {
      if (share < rate) return lie;
      share -= rate;
    }
    return null;
  }
}
