import { IsISO8601, isISO8601, Matches } from 'class-validator';

/** Date, time and zone. Without the zone nobody knows which of 26 hours is meant; without the time, which moment. */
const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** The field is an RFC 3339 time that exists, so `new Date` can read it. */
export function IsTime(): PropertyDecorator {
  return (target, key) => {
    IsISO8601({ strict: true }, { message: '$property must be a time that exists' })(target, key);
    Matches(RFC_3339, { message: '$property must be an RFC 3339 time with a zone' })(target, key);
  };
}

/** Whether a value is what `IsTime` takes; for lists that are too long to make an object with rules of each entry. */
export const isTime = (value: unknown): value is string =>
  typeof value === 'string' && RFC_3339.test(value) && isISO8601(value, { strict: true });
