import type { BusinessCalendar } from '../../calendar/domain/business-time.js';

/** How a merchant's desk works. */
export interface ComplaintSettings {
  readonly calendar: BusinessCalendar;
  /** Open hours until the customer must have a first answer, and until it must be solved. */
  readonly firstAnswerHours: number;
  readonly solutionHours: number;
  /** So many complaints of the same supplier, SKU, carrier and cause within so many hours are one incident. */
  readonly incidentComplaints: number;
  readonly incidentHours: number;
}

/** What holds for a merchant that has said nothing. */
export const defaultSettings: ComplaintSettings = {
  calendar: {
    ...{ zone: 'Europe/Istanbul', region: 'tr', workdays: [1, 2, 3, 4, 5], opensAt: 540, closesAt: 1_080 },
    closedDays: [],
  },
  firstAnswerHours: 4,
  solutionHours: 18,
  incidentComplaints: 3,
  incidentHours: 72,
};
