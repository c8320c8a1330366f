import { applyDecorators, Controller, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { EntityManager } from 'typeorm';
import { type Envelope, type EventClass, eventInfo } from '#contracts';
import { handlerPattern } from './handler-pattern.js';
import { RethrowFilter } from './rethrow.filter.js';

/** What a consumer method looks like: one envelope, and the transaction that its effects must go into. */
export type EventHandler<T extends object> = (envelope: Envelope<T>, tx: EntityManager) => Promise<void>;

/** Marks a class whose `@On` methods take events. A Nest controller without routes. */
export function Consumer(): ClassDecorator {
  return applyDecorators(Controller(), UseFilters(RethrowFilter));
}

/**
 * Handles one event type. One handler per type and service, or start-up fails. The handler never catches: the
 * runtime retries, parks or redelivers by the kind of error.
 */
export function On<T extends object>(eventClass: EventClass<T>) {
  // Generic over the method, so that one which needs no `tx` may leave it out.
  return <M extends EventHandler<T>>(
    target: object,
    property: string,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    const register = EventPattern(handlerPattern(eventInfo(eventClass)), { ignored: false }) as MethodDecorator;
    register(target, property, descriptor);
    // Nest hands a handler its payload only, unless the parameters are named.
    Payload()(target, property, 0);
    Ctx()(target, property, 1);
  };
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
      EventPattern(handlerPattern(eventInfo(eventClass)), { ignored: true })(prototype, property, descriptor);
    }
  };
}
