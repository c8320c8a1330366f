import { expect } from '@jest/globals';
import { eventually, type ServiceUnderTest } from '#testing';

/** What became of the messages to an address, in the order in which they were planned. */
export const rowsOf = ({ dataSource }: ServiceUnderTest, email: string): Promise<string[]> =>
  dataSource
    .query<{ state: string }[]>(
      `SELECT concat_ws(' ', template, status, status_reason) AS state FROM notifications
        WHERE recipient = $1 ORDER BY sequence`,
      [email],
    )
    .then((rows) => rows.map(({ state }) => state));

/** As if all that waits for its hour had come an hour earlier. First it must have been looked at: what is held is held. */
export async function anHourLater(service: ServiceUnderTest, ...addresses: string[]): Promise<void> {
  for (const email of addresses) {
    await eventually(async () => {
      const pending = (await rowsOf(service, email)).filter((row) => row.includes(' pending'));
      expect(pending.every((row) => row.endsWith('DELAYED'))).toBe(true);
    });
  }
  await service.dataSource.query(
    `UPDATE notifications SET created_at = created_at - interval '1 hour', not_before = not_before - interval '1 hour',
            next_attempt_at = next_attempt_at - interval '1 hour'
      WHERE recipient = ANY ($1) AND status = 'pending'`,
    [addresses],
  );
}
