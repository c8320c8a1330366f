import { describe, expect, it } from '@jest/globals';
import { personOf } from './person.js';

describe('the pseudonym of a customer', () => {
  it('is the same however the address is written', () => {
    const person = personOf('salt', 'm1', 'irmak.yilmaz@example.com');
    expect(personOf('salt', 'm1', '  IRMAK.Yilmaz@Example.com ')).toBe(person);
    expect(person).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('is another one at another merchant, for another address, and in another installation', () => {
    const persons = [
      personOf('salt', 'm1', 'a@example.com'),
      personOf('salt', 'm2', 'a@example.com'),
      personOf('salt', 'm1', 'b@example.com'),
      personOf('pepper', 'm1', 'a@example.com'),
    ];
    expect(new Set(persons).size).toBe(4);
  });

  it('is none without an address', () => {
    expect(personOf('salt', 'm1', null)).toBeNull();
    expect(personOf('salt', 'm1', '  ')).toBeNull();
  });
});
