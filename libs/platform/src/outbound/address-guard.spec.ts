import { describe, expect, it } from '@jest/globals';
import { isAllowedHost, isPublicAddress, parseAllowedHosts } from './address-guard.js';

describe('an address', () => {
  it.each(['93.184.216.34', '8.8.8.8', '172.15.0.1', '172.32.0.1', '2606:2800:220:1::1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'not-an-address',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('an exempt host', () => {
  it('is exempt on every port, or on the one that is named', () => {
    const allowed = parseAllowedHosts(' localhost , 127.0.0.1:4000,');
    expect(isAllowedHost(allowed, new URL('http://localhost:1234/x'))).toBe(true);
    expect(isAllowedHost(allowed, new URL('http://127.0.0.1:4000'))).toBe(true);
    expect(isAllowedHost(allowed, new URL('http://127.0.0.1:4001'))).toBe(false);
    expect(isAllowedHost(parseAllowedHosts('a:443'), new URL('https://a/'))).toBe(true);
    expect(isAllowedHost(parseAllowedHosts(''), new URL('http://a'))).toBe(false);
  });
});
