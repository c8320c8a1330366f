import { IsArray, IsInt, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Id, ListOf, Nullable, OneOf, Quantity, Text, Time, Version } from './fields.js';

/** The services that keep personal data of customers: each of them answers a request of the topic. */
export const personalDataServices = [
  'order',
  'supplier-sync',
  'shipping-tracker',
  'notification',
  'after-sales',
  'console',
] as const;
export type PersonalDataService = (typeof personalDataServices)[number];

/** Bytes of one sealed chunk as text: with its envelope below the 1 MiB that a broker takes. */
const SEALED_MAX = 700_000;

const Ids = (): PropertyDecorator => (target, key) => {
  IsArray()(target, key);
  IsUUID(undefined, { each: true })(target, key);
};

/** What a service keeps of the orders asked about, by kind. */
export class PersonalDataCount {
  /** As in the service's list of personal data: `complaint-messages`, `notifications`, … */
  @Text(100) kind!: string;
  @Quantity() rows!: number;
}

/** Why personal data cannot go yet. */
export class PersonalDataBlocker {
  /** `ORDER_OPEN`, `PARCEL_ON_THE_WAY`, `RETURN_OPEN`, `REFUND_OPEN`, `COMPLAINT_OPEN`, `CLAIM_OPEN`. */
  @Text(100) code!: string;
  @Id() orderId!: string;
  /** The return, refund, parcel, … */
  @Id() subjectId!: string;
}

/**
 * Emitted when a customer's data are to be handed out, or before they are erased: every service says what it has.
 * Asked again, with the next attempt, until all have answered. Carries ids only. Key: the request's id.
 */
@Event({ type: 'customer.data-requested', version: 1, topic: topics.privacy })
export class CustomerDataRequested {
  @Id() requestId!: string;
  @OneOf(['export', 'inspection']) purpose!: string;
  @Version() attempt!: number;
  @Ids() orderIds!: string[];
  /** X25519, SPKI in base64: what is handed out is sealed for its holder. Null for an inspection. */
  @Nullable() @Text(500) publicKey!: string | null;
}

/**
 * Emitted by each service as its answer, in one or more chunks. The data are sealed for the one key of the request,
 * which is thrown away when the export is put together: what stays in logs can be read by nobody.
 * Key: request and service.
 */
@Event({ type: 'customer.data-answered', version: 1, topic: topics.privacy })
export class CustomerDataAnswered {
  @Id() requestId!: string;
  @OneOf(personalDataServices) service!: PersonalDataService;
  @Version() attempt!: number;
  @ListOf(() => PersonalDataCount) counts!: PersonalDataCount[];
  @ListOf(() => PersonalDataBlocker) blockers!: PersonalDataBlocker[];
  /** From 0. */
  @IsInt() @Min(0) @Max(10_000) chunk!: number;
  @Version() chunks!: number;
  /** Null for an inspection. */
  @Nullable() @MaxLength(SEALED_MAX) sealed!: string | null;
}

/**
 * Emitted when the personal data of these orders must go: a customer asked for it, or they were kept long enough.
 * Every service erases or masks its copies, and treats what comes late of these orders as erased. Asked again, it
 * finds nothing more. Key: the erasure's id.
 */
@Event({ type: 'customer.erasure-requested', version: 1, topic: topics.privacy })
export class CustomerErasureRequested {
  @Id() erasureId!: string;
  @OneOf(['customer', 'merchant', 'retention']) requestedBy!: string;
  @Ids() orderIds!: string[];
  /** HMAC-SHA-256 of merchant and e-mail in hexadecimal, the proof that it was this person; null without e-mail. */
  @Nullable() @Text(64) emailHmac!: string | null;
  @Time() requestedAt!: string;
}

/**
 * Emitted when the data that a customer asked for on the page of an order are put together: they are at
 * `/track/{token}/data/{link}`, for one use, and only the order's e-mail address is told so. Key: the order's id, by
 * which it is erased with the order.
 */
@Event({ type: 'customer.export-ready', version: 1, topic: topics.privacy })
export class CustomerExportReady {
  @Id() requestId!: string;
  @Id() orderId!: string;
  /** Unguessable. */
  @Text(100) link!: string;
  @Time() expiresAt!: string;
}

/** One thing that a customer decided about being written to. */
export class PreferenceChange {
  /** `opinions`: surveys and reviews. */
  @OneOf(['language', 'sms', 'whatsapp', 'push', 'opinions']) subject!: string;
  /** A language about the language; `yes` or `no` about the others. */
  @OneOf(['tr', 'en', 'yes', 'no']) said!: string;
}

/**
 * Emitted when a customer changed on the page of an order how to be written to. The notification service decides by
 * it; the others take the language for their pages. Key: order and `preferences`.
 */
@Event({ type: 'customer.preferences-changed', version: 1, topic: topics.privacy })
export class CustomerPreferencesChanged {
  @Id() orderId!: string;
  /** In which the customer reads and is written to from now on, whether it was changed or not. */
  @OneOf(['tr', 'en']) language!: string;
  @ListOf(() => PreferenceChange) changes!: PreferenceChange[];
  @Time() changedAt!: string;
}

/** Emitted by each service when its copies are gone, with what it erased. Key: erasure and service. */
@Event({ type: 'customer.erasure-done', version: 1, topic: topics.privacy })
export class CustomerErasureDone {
  @Id() erasureId!: string;
  @OneOf(personalDataServices) service!: PersonalDataService;
  @ListOf(() => PersonalDataCount) counts!: PersonalDataCount[];
}
