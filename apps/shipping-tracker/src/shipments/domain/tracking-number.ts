/** A tracking number as it is compared: people and carriers write blanks, dashes and small letters as they like. */
export function trackingKey(trackingNumber: string): string {
  return trackingNumber.replace(/[\s-]/g, '').toUpperCase();
}
