// SPDX-License-Identifier: EUPL-1.2
// Whom a client of the school admits to the talk with parents and pupil, whatever the server says of them.
import { describe, expect, it } from 'vitest';
import type { LeafCertificate } from '../protocol/certificate';
import { type Id, newId } from '../protocol/id';
import { isGuestOf } from './guests';

const [account, caseId, org] = [newId(), newId(), newId()];
const keys = { sign: new Uint8Array(32), seal: new Uint8Array(32) };
const head = { serial: newId(), from: 0, to: 1 };
const guest = (part: { case?: Id; class?: 'ouder' | 'leerling' } = {}): LeafCertificate => ({
  ...{ kind: 'guest', ...head, account, org, class: 'ouder', case: caseId, name: 'Ouder 1', ...keys, ...part },
});
const member: LeafCertificate = { kind: 'member', ...head, account, org, functie: 'medewerker', name: 'Ouder 1', ...keys };
const invited = { account, klass: 'ouder' as const };

describe('a guest is admitted', () => {
  it('by a certificate of their own, as what they are, for this case', () => {
    expect(isGuestOf({ leaf: account, certificate: guest() }, invited, caseId)).toBe(true);
  });

  it.each([
    ['of another case', account, guest({ case: newId() })],
    ['as the pupil instead of a parent', account, guest({ class: 'leerling' })],
    ['of somebody else', newId(), guest()],
    ['of a member of the school', account, member],
  ])('and not by one %s', (_, leaf, certificate) => {
    expect(isGuestOf({ leaf, certificate }, invited, caseId)).toBe(false);
  });
});
