import { Controller } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Envelope, EventClass } from '#contracts';

/** What a consumer method looks like: one envelope, and the transaction that its effects must go into. */
export type EventHandler<T extends object> = (envelope: Envelope<T>, tx: EntityManager) => Promise<void>;

/** Marks a class whose `@On` methods take events. A Nest controller without routes. */
export function Consumer(): ClassDecorator {
  return Controller();
}

/** Handles one event type. One handler per type and service. */
export function On<T extends object>(_eventClass: EventClass<T>) {
  return (_target: object, _property: string, _descriptor: TypedPropertyDescriptor<EventHandler<T>>): void => undefined;
}

/** Says that this service knows these events and needs nothing from them. */
export function Ignore(..._eventClasses: readonly EventClass[]): ClassDecorator {
  return () => undefined;
}
