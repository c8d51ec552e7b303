// SPDX-License-Identifier: EUPL-1.2
// What the key ceremony of a demo region leaves behind, so that the demo can play everybody. A real region has no such file.
import { readFileSync } from 'node:fs';
import { decode } from '../src/protocol/object_reader';

export interface CeremonyOrganisation {
  readonly word: string;
  readonly org: string;
  /** of the first beheerder */
  readonly login: string;
  /** that beheerder's invitation: the code, a dot, the organisation's signing seed */
  readonly invitation: string;
}
export interface Ceremony {
  readonly root_seed: string;
  readonly service_seed: string;
  readonly organisations: readonly CeremonyOrganisation[];
}

export function readCeremony(path: string): Ceremony {
  const decoded = decode(new Uint8Array(readFileSync(path)), (o) => ({
    root_seed: o.string('root_seed'),
    service_seed: o.string('service_seed'),
    organisations: o.objects('organisations', (organisation) => ({
      word: organisation.string('word'),
      org: organisation.string('org'),
      login: organisation.string('login'),
      invitation: organisation.string('invitation'),
    })),
  }));
  if (!decoded.ok) throw new Error(`${path} is not what a ceremony leaves`);
  return decoded.value;
}
