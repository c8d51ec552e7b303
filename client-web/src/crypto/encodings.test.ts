// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from './base64url';
import { concat, equalConstantTime, fromHex, fromUtf8, hex, kNoBytes, lp, random, u32, u64, utf8, wipe } from './bytes';
import { derive, hash, label, tagged } from './labels';
import { argon2id, passphraseBytes } from './password';
import { readRecoveryCode, recoveryCode } from './recovery_code';
import { unhex } from './testing/unhex';

describe('base64url', () => {
  it('writes and reads RFC 4648 section 10 without padding', () => {
    const table = { '': '', f: 'Zg', fo: 'Zm8', foo: 'Zm9v', foob: 'Zm9vYg', fooba: 'Zm9vYmE', foobar: 'Zm9vYmFy' };
    for (const [text, encoded] of Object.entries(table)) {
      expect(toBase64url(utf8(text))).toBe(encoded);
      const decoded = fromBase64url(encoded);
      expect(decoded.ok && hex(decoded.value)).toBe(hex(utf8(text)));
    }
  });

  it('returns every length of bytes it wrote', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = random(length);
      const back = fromBase64url(toBase64url(bytes));
      expect(back.ok && hex(back.value)).toBe(hex(bytes));
    }
  });

  it.each(['Zg==', 'Zg=', 'Z', 'Zh', 'Zm9', 'Zm9 v', 'Zm9v\n', 'Zm+v', 'Zm/v', 'ZmÉv', '😀AA', ' Zg'])('refuses %j', (text) => {
    expect(fromBase64url(text).ok).toBe(false);
  });
});

describe('bytes', () => {
  it('compares', () => {
    expect(equalConstantTime(utf8('abc'), utf8('abc'))).toBe(true);
    expect(equalConstantTime(utf8('abc'), utf8('abd'))).toBe(false);
    expect(equalConstantTime(utf8('abc'), utf8('ab'))).toBe(false);
    expect(equalConstantTime(kNoBytes, kNoBytes)).toBe(true);
  });

  it('writes big-endian numbers and length-prefixed parts', () => {
    expect(hex(u32(0x01020304))).toBe('01020304');
    expect(hex(u64(Number.MAX_SAFE_INTEGER))).toBe('001fffffffffffff');
    expect(hex(lp())).toBe('');
    expect(hex(lp(utf8('a'), kNoBytes))).toBe('000000016100000000');
    expect(hex(concat(utf8('a'), utf8('b')))).toBe('6162');
  });

  it('reads hex and UTF-8 strictly', () => {
    expect(fromHex('0g').ok).toBe(false);
    expect(fromHex('0').ok).toBe(false);
    expect(fromUtf8(unhex('c080')).ok).toBe(false);
    expect(fromUtf8(unhex('eda080')).ok).toBe(false);
    expect(fromUtf8(unhex('efbbbf61'))).toEqual({ ok: true, value: '\ufeffa' });
  });

  it('wipes', () => {
    const secret = random(8);
    wipe(secret);
    expect(hex(secret)).toBe('0000000000000000');
  });
});

describe('labels', () => {
  it('separates by word and by parts', async () => {
    expect(hex(tagged('item', utf8('x')))).toBe(hex(concat(label('item'), Uint8Array.of(0), utf8('x'))));
    const secret = new Uint8Array(32);
    const outputs = [
      await derive(secret, 'auth', utf8('a')),
      await derive(secret, 'slot', utf8('a')),
      await derive(secret, 'auth', utf8('a'), kNoBytes),
      await derive(secret, 'auth'),
      await hash('auth', kNoBytes),
    ].map(hex);
    expect(new Set(outputs).size).toBe(5);
  });
});

describe('argon2id', () => {
  it('gives what the reference implementation gives', async () => {
    const hashed = await argon2id(utf8('password'), utf8('somesalt'), { mKib: 65536, t: 2, p: 1 });
    expect(hashed.ok && hex(hashed.value)).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
  });

  it('reads a passphrase alike from every keyboard', () => {
    expect(hex(passphraseBytes('e\u0301\uff21'))).toBe(hex(passphraseBytes('\u00e9A')));
  });
});

describe('the recovery code', () => {
  it('is 26 characters in groups of four and reads back', () => {
    for (let i = 0; i < 50; i++) {
      const secret = random(16);
      const code = recoveryCode(secret);
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/);
      const back = readRecoveryCode(code);
      expect(back.ok && hex(back.value)).toBe(hex(secret));
    }
    expect(recoveryCode(new Uint8Array(16).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZW');
  });

  it('forgives case, spaces, dashes and what people confuse', () => {
    const secret = unhex('00022000000000000000000000000000');
    const code = recoveryCode(secret);
    expect(code).toBe('0012-0000-0000-0000-0000-0000-00');
    for (const typed of [
      code.toLowerCase(),
      code.replaceAll('-', ''),
      code.replaceAll('-', ' '),
      code.replaceAll('0', 'O'),
      code.replaceAll('1', 'l'),
    ]) {
      const back = readRecoveryCode(`  ${typed}\n`);
      expect(back.ok && hex(back.value)).toBe(hex(secret));
    }
  });

  it.each(['', '0000', `${'0'.repeat(25)}1`, `${'0'.repeat(25)}U`, '0'.repeat(27)])('refuses %j', (code) => {
    expect(readRecoveryCode(code).ok).toBe(false);
  });
});
