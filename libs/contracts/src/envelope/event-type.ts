import type { Topic } from '../topics.js';

/** What an event class is called on the wire and where it travels. */
export interface EventInfo {
  /** `<aggregate>.<past-participle>`. */
  readonly type: string;
  /** Major version of the shape; additive change keeps it. */
  readonly version: number;
  readonly topic: Topic;
}

/**
 * Makes the `data` of one version into that of the next: a pure function of plain JSON. What the older version did
 * not say must follow from what it said, or be null.
 */
export type Upcaster = (older: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** A declaration: from version 2 on it says how the version before is read. */
export interface EventDeclaration extends EventInfo {
  readonly upcast?: Upcaster;
}

/** A class that describes the `data` of one event. */
export type EventClass<T extends object = object> = new () => T;

/** An event class with its name on the wire. */
export interface DeclaredEvent {
  readonly eventClass: EventClass;
  readonly info: EventInfo;
}

interface Version extends DeclaredEvent {
  readonly upcast: Upcaster | undefined;
}

const infoByClass = new Map<EventClass, EventInfo>();
const versionsByType = new Map<string, Map<number, Version>>();
/** What was asked before: by type, then by version. Every message asks. */
const readings = new Map<string, Map<number, Reading>>();

/**
 * Declares a class as the `data` of an event.
 * @throws Error when two classes claim the same type and version, when versions of a type are on different topics
 *   (their order would be lost), or when a version from 2 on does not say how the one before is read.
 */
export function Event({ upcast, ...info }: EventDeclaration) {
  return (target: EventClass): void => {
    const { type, version, topic } = info;
    const name = `${type}@${String(version)}`;
    const versions = versionsByType.get(type) ?? new Map<number, Version>();
    if (versions.has(version)) throw new Error(`Two classes claim the event ${name}`);
    if ([...versions.values()].some((other) => other.info.topic !== topic))
      throw new Error(`The versions of ${type} are on different topics`);
    if (version > 1 && !upcast) throw new Error(`${name} does not say how version ${String(version - 1)} is read`);
    versionsByType.set(type, versions.set(version, { eventClass: target, info, upcast }));
    readings.delete(type);
    infoByClass.set(target, info);
  };
}

/** @throws Error when the class was not declared with `@Event`. */
export function eventInfo(eventClass: EventClass): EventInfo {
  const info = infoByClass.get(eventClass);
  if (!info) throw new Error(`${eventClass.name} is not an event: it has no @Event declaration`);
  return info;
}

/** How a message of this type is read: every older version becomes the newest one that this build knows. */
export interface Reading extends DeclaredEvent {
  /** From the message's version to the newest, in order; empty when it is the newest. */
  readonly upcasters: readonly Upcaster[];
}

/** Undefined when this build does not know the type, or when the version is newer than any that it knows. */
export function readingOf(type: string, version: number): Reading | undefined {
  const known = readings.get(type);
  const remembered = known?.get(version);
  if (remembered) return remembered;
  const reading = findReading(type, version);
  // Only what exists is remembered: strangers may ask for as many types as they like.
  if (reading) readings.set(type, (known ?? new Map<number, Reading>()).set(version, reading));
  return reading;
}

function findReading(type: string, version: number): Reading | undefined {
  const newest = newestOf(type);
  if (!newest || version < 1 || version > newest.info.version) return undefined;
  const steps = Array.from({ length: newest.info.version - version }, (_, step) => version + step + 1);
  const upcasters = steps.flatMap((step) => versionsByType.get(type)?.get(step)?.upcast ?? []);
  // A class in between that was deleted took its upcaster along.
  return upcasters.length === steps.length ? { ...newest, upcasters } : undefined;
}

/** The newest version of a type that this build knows, or undefined when it knows none. */
export function newestVersionOf(type: string): number | undefined {
  return newestOf(type)?.info.version;
}

/** Every declared event, all versions, sorted by topic, then type, then version. */
export function allEvents(): readonly DeclaredEvent[] {
  return [...infoByClass]
    .map(([eventClass, info]) => ({ eventClass, info }))
    .sort((a, b) => sortKey(a.info).localeCompare(sortKey(b.info)));
}

/** The newest version of every event: what consumers handle. Older ones are read as these. */
export function newestEvents(): readonly DeclaredEvent[] {
  return allEvents().filter(({ info }) => info.version === newestVersionOf(info.type));
}

function newestOf(type: string): Version | undefined {
  const versions = [...(versionsByType.get(type)?.values() ?? [])];
  return versions.sort((a, b) => b.info.version - a.info.version)[0];
}

const sortKey = (info: EventInfo): string => `${info.topic} ${info.type} ${String(info.version)}`;
