// SPDX-License-Identifier: EUPL-1.2
// The file in which the demo writes down who can sign in and how. Only for demo regions: nobody's real secrets are ever in a file.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { decode } from '../src/protocol/object_reader';

export interface DemoPerson {
  readonly login: string;
  readonly name: string;
  readonly org: string;
  readonly functie: string;
  readonly passphrase: string;
  readonly totp_secret: string;
  readonly recovery_code: string;
}

export function readDemoPeople(path: string): readonly DemoPerson[] {
  const decoded = decode(new Uint8Array(readFileSync(path)), (o) =>
    o.objects('people', (person) => ({
      login: person.string('login'),
      name: person.string('name'),
      org: person.string('org'),
      functie: person.string('functie'),
      passphrase: person.string('passphrase'),
      totp_secret: person.string('totp_secret'),
      recovery_code: person.string('recovery_code'),
    })),
  );
  if (!decoded.ok) throw new Error(`${path} is not a list of demo people`);
  return decoded.value;
}

export function writeDemoPeople(path: string, people: readonly DemoPerson[]): void {
  writeFileSync(path, `${JSON.stringify({ people }, null, 2)}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
}

export function demoPerson(people: readonly DemoPerson[], login: string): DemoPerson {
  const found = people.find((person) => person.login === login);
  if (found === undefined) throw new Error(`nobody here signs in as ${login}`);
  return found;
}
