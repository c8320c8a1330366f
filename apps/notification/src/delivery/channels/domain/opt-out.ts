/**
 * What people write who want no more messages: the words that operators in the USA and Twilio treat so
 * (https://www.twilio.com/docs/messaging/features/advanced-opt-out), and the Turkish ones.
 */
const stops: ReadonlySet<string> = new Set([
  ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'OPTOUT', 'REVOKE'],
  ...['DUR', 'IPTAL', 'RET', 'RED', 'CIK'],
]);
const starts: ReadonlySet<string> = new Set(['START', 'UNSTOP', 'YES', 'BASLA', 'BASLAT']);

/** Upper case without marks: `İptal.` and `iptal` are one word. */
const plain = (text: string): string =>
  text
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');

/** What an answer to a message asks for; null: it is for people to read. */
export function optOutOf(text: string): 'stop' | 'start' | null {
  const word = plain(text);
  if (stops.has(word)) return 'stop';
  return starts.has(word) ? 'start' : null;
}
