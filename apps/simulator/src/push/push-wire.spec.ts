import { describe, expect, it } from '@jest/globals';
import { readMessage, vapidFault } from './push-wire.js';

describe('a browser', () => {
  const secrets = { privateKey: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', auth: 'BTBZMqHH6r4Tts7J_aSIgg' };
  const body = Buffer.from(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    'base64url',
  );

  it('reads the message that RFC 8291 publishes, and none that was changed', () => {
    expect(readMessage(body, secrets)).toBe('When I grow up, I want to be a watermelon');
    const changed = Buffer.from(body);
    changed.writeUInt8(changed.readUInt8(90) ^ 1, 90);
    expect(() => readMessage(changed, secrets)).toThrow();
  });
});

describe('a push service', () => {
  const key = 'BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs';
  const token =
    'eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA';
  const at = (seconds: number): Date => new Date(seconds * 1000);
  const fault = (audience: string, now: Date, header = `vapid t=${token}, k=${key}`): string | null =>
    vapidFault(header, audience, key, now);

  it('believes the word that RFC 8292 publishes, in its time and at its own address', () => {
    const [here, expires] = ['https://push.example.net', 1_453_523_768];
    expect(fault(here, at(expires - 60))).toBeNull();
    expect(fault(here, at(expires))).toMatch(/time/);
    expect(fault(here, at(expires - 86_401))).toMatch(/time/);
    expect(fault('https://other.example.net', at(expires - 60))).toMatch(/audience/);
    expect(fault(here, at(expires - 60), `vapid t=${token.slice(0, -2)}xA, k=${key}`)).toMatch(/signature/);
    expect(fault(here, at(expires - 60), `vapid t=${token}, k=${key.slice(0, -1)}w`)).toMatch(/key/);
    expect(fault(here, at(expires - 60), '')).toMatch(/key/);
  });
});
