import { IsISO8601, Matches } from 'class-validator';

/** RFC 3339 with `Z` or an offset: a local time without one could mean any of 26 hours. */
export function IsTimeWithOffset(): PropertyDecorator {
  return (target, key) => {
    IsISO8601({ strict: true, strictSeparator: true })(target, key);
    Matches(/(Z|[+-]\d{2}:?\d{2})$/, { message: '$property must end in Z or an offset' })(target, key);
  };
}
