/** An address or a number as lists show it: `a***@example.com`, `+90***67`. */
export function maskAddress(address: string): string {
  if (address.startsWith('+')) return `${address.slice(0, 3)}***${address.slice(-2)}`;
  const at = address.lastIndexOf('@');
  return at < 1 ? '***' : `${address.slice(0, 1)}***${address.slice(at)}`;
}
