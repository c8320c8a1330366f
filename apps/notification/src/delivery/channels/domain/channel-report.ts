import type { Channel } from '#contracts';

/** How far a message came, in the order of its way. */
export const reportedStatuses = ['accepted', 'sent', 'delivered', 'read', 'failed'] as const;
export type ReportedStatus = (typeof reportedStatuses)[number];

/** What a partner said about a message that it was given. */
export interface ChannelReport {
  readonly channel: Channel;
  /** Of the message, as it was given to the partner: unguessable. */
  readonly token: string;
  /** The partner's own id of the message. */
  readonly providerId: string;
  readonly status: ReportedStatus;
  /** Why it failed. */
  readonly reason: string | null;
}

/** What somebody wrote back. */
export interface ChannelAnswer {
  readonly channel: Channel;
  /** E.164. */
  readonly from: string;
  readonly text: string;
}

/** Whether a report says more than what is known: reports overtake each other. */
export const isNews = (known: ReportedStatus | null, reported: ReportedStatus): boolean =>
  known === null || reportedStatuses.indexOf(reported) > reportedStatuses.indexOf(known);
