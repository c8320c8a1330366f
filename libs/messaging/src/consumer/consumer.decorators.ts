import { applyDecorators, Controller, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { EntityManager } from 'typeorm';
import { type Envelope, type EventClass, eventInfo } from '#contracts';
import type { ParkingPolicy } from '../parking/parking-rules.js';
import type { HandlerExtras } from './handler-extras.js';
import { handlerPattern } from './handler-pattern.js';
import { RethrowFilter } from './rethrow.filter.js';

/** What a consumer method looks like: one envelope, and the transaction that its effects must go into. */
export type EventHandler<T extends object> = (envelope: Envelope<T>, tx: EntityManager) => Promise<void>;

/** What an `@OnBatch` method looks like: envelopes in order per key, and the one transaction of all of them. */
export type BatchHandler<T extends object> = (envelopes: readonly Envelope<T>[], tx: EntityManager) => Promise<void>;

/** How the handlers of a class want their messages treated. */
export interface ConsumerOptions {
  /**
   * Whether a message that fails holds its key (the default) or lets later ones of the key go on. Release only
   * where a fact that comes late, after newer ones, is still handled well. Compacted topics always hold.
   */
  readonly parking?: ParkingPolicy;
}

/** How a handler wants its messages. */
export interface OnOptions extends ConsumerOptions {
  /**
   * May share one transaction with other messages, called for one after the other. Several times the throughput
   * for short handlers. Effects outside the transaction (files, calls) must stay out: when one message of a batch
   * fails, the whole batch is rolled back and each comes again in a transaction of its own. Default false.
   */
  readonly batch?: boolean;
}

const OPTIONS = Symbol('kervan:consumer-options');

/** Marks a class whose `@On` methods take events. A Nest controller without routes. */
export function Consumer(options: ConsumerOptions = {}): ClassDecorator {
  const mark: ClassDecorator = (target) => Reflect.defineMetadata(OPTIONS, options, target);
  return applyDecorators(Controller(), UseFilters(RethrowFilter), mark);
}

/** What a class says about all of its handlers. */
export function consumerOptions(consumer: object): ConsumerOptions {
  return (Reflect.getMetadata(OPTIONS, consumer) as ConsumerOptions | undefined) ?? {};
}

/**
 * Handles one event type. One handler per type and service, or start-up fails. The handler never catches: the
 * runtime retries, parks or redelivers by the kind of error.
 * @param options go before those of its `@Consumer`.
 */
export function On<T extends object>(eventClass: EventClass<T>, { batch = false, parking }: OnOptions = {}) {
  // Generic over the method, so that one which needs no `tx` may leave it out.
  return <M extends EventHandler<T>>(target: object, property: string, descriptor: TypedPropertyDescriptor<M>): void =>
    register([eventClass], { takes: batch ? 'one-of-batch' : 'one', parking }, target, property, descriptor);
}

/**
 * Handles event types of which many come at once: up to some hundred messages, sorted by key and of one key in order,
 * in one call and one transaction. For projections that write many rows by one statement. When the call
 * fails, each message comes again as an array of one, and only the bad one is parked. Events written by such a
 * handler name the first message as their cause.
 */
export function OnBatch<T extends object>(...eventClasses: readonly EventClass<T>[]) {
  return <M extends BatchHandler<T>>(target: object, property: string, descriptor: TypedPropertyDescriptor<M>): void =>
    register(eventClasses, { takes: 'batch' }, target, property, descriptor);
}

/**
 * Says that this service knows these events and needs nothing from them. Each becomes a handler that does
 * nothing, so that what a service listens to is all in one place: Nest's list of message handlers.
 */
export function Ignore(...eventClasses: readonly EventClass[]): ClassDecorator {
  return (target) => {
    const prototype = target.prototype as object;
    for (const eventClass of eventClasses) {
      const property = `ignore${eventClass.name}`;
      const descriptor: PropertyDescriptor = { value: () => Promise.resolve(), configurable: true, writable: true };
      Object.defineProperty(prototype, property, descriptor);
      EventPattern(handlerPattern(eventInfo(eventClass)), {
        takes: 'nothing',
        consumer: target,
      } satisfies HandlerExtras)(prototype, property, descriptor);
    }
  };
}

function register(
  eventClasses: readonly EventClass[],
  extras: Omit<HandlerExtras, 'consumer'>,
  target: object,
  property: string,
  descriptor: PropertyDescriptor,
): void {
  const patterns = eventClasses.map((eventClass) => handlerPattern(eventInfo(eventClass)));
  const decorate: MethodDecorator = EventPattern(patterns, { ...extras, consumer: target.constructor });
  decorate(target, property, descriptor);
  // Nest hands a handler its payload only, unless the parameters are named.
  Payload()(target, property, 0);
  Ctx()(target, property, 1);
}
