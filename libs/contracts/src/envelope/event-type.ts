import type { Topic } from '../topics.js';

/** What an event class is called on the wire and where it travels. */
export interface EventInfo {
  /** `<aggregate>.<past-participle>`. */
  readonly type: string;
  /** Major version of the shape; additive change keeps it. */
  readonly version: number;
  readonly topic: Topic;
}

/** A class that describes the `data` of one event. */
export type EventClass<T extends object = object> = new () => T;

const infoByClass = new Map<EventClass, EventInfo>();
const classByName = new Map<string, EventClass>();

const nameOf = (type: string, version: number): string => `${type}@${String(version)}`;

/**
 * Declares a class as the `data` of an event.
 * @throws Error when two classes claim the same type and version.
 */
export function Event(info: EventInfo) {
  return (target: EventClass): void => {
    const name = nameOf(info.type, info.version);
    if (classByName.has(name)) throw new Error(`Two classes claim the event ${name}`);
    classByName.set(name, target);
    infoByClass.set(target, info);
  };
}

/** @throws Error when the class was not declared with `@Event`. */
export function eventInfo(eventClass: EventClass): EventInfo {
  const info = infoByClass.get(eventClass);
  if (!info) throw new Error(`${eventClass.name} is not an event: it has no @Event declaration`);
  return info;
}

/** The class for a type and version on the wire, or undefined when this build does not know it. */
export function findEventClass(type: string, version: number): EventClass | undefined {
  return classByName.get(nameOf(type, version));
}

/** Every declared event, sorted by topic, then type, then version. */
export function allEvents(): readonly { eventClass: EventClass; info: EventInfo }[] {
  return [...infoByClass]
    .map(([eventClass, info]) => ({ eventClass, info }))
    .sort((a, b) => sortKey(a.info).localeCompare(sortKey(b.info)));
}

/** The event types of one topic. A consumer of the topic must handle or ignore each of them. */
export function eventTypesOf(topic: Topic): readonly string[] {
  return [
    ...new Set(
      allEvents()
        .filter(({ info }) => info.topic === topic)
        .map(({ info }) => info.type),
    ),
  ];
}

const sortKey = (info: EventInfo): string => `${info.topic} ${info.type} ${String(info.version)}`;
