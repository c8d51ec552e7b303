// SPDX-License-Identifier: EUPL-1.2
// The pupil's name, sealed to whoever is invited to a room (docs/protocol.md section 6): nobody can declare to have no relation to somebody
// unnamed.

import { aad } from '../crypto/aead';
import { type Bytes, kNoBytes, lp } from '../crypto/bytes';
import { type HpkeSealed, hpkeOpen, hpkeSeal, type Info, info } from '../crypto/hpke';
import { tagged } from '../crypto/labels';
import type { Result } from '../crypto/result';
import type { SealKey } from '../crypto/x25519';
import { type Id, idBytes } from './id';
import { jsonBytes } from './json';
import { decode, type ObjectReader } from './object_reader';

export interface InvitedAbout {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
}

function invitationInfo(room: Id, account: Id): Info {
  return info(tagged('invitation', lp(idBytes(room), idBytes(account))));
}

function readAbout(o: ObjectReader): InvitedAbout {
  return { givenName: o.string('given_name'), familyName: o.string('family_name'), birthDate: o.string('birth_date') };
}

export function sealInvitation(to: Bytes, room: Id, account: Id, about: InvitedAbout): Promise<Result<HpkeSealed>> {
  const { givenName: given_name, familyName: family_name, birthDate: birth_date } = about;
  return hpkeSeal(to, invitationInfo(room, account), aad(kNoBytes), jsonBytes({ given_name, family_name, birth_date }));
}

export async function openInvitation(own: SealKey, room: Id, account: Id, sealed: HpkeSealed): Promise<Result<InvitedAbout>> {
  const opened = await hpkeOpen(own, invitationInfo(room, account), aad(kNoBytes), sealed);
  return opened.ok ? decode(opened.value, readAbout) : opened;
}
