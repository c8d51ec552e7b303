// SPDX-License-Identifier: EUPL-1.2
// The plain description of a region (config/regions/*/region.json): who takes part, before any key exists.
import { readFileSync } from 'node:fs';
import { decode, type ObjectReader } from '../src/protocol/object_reader';

export interface DescribedPerson {
  readonly login: string;
  readonly name: string;
  readonly functie: string;
}
export interface DescribedOrganisation {
  /** how this description refers to it */
  readonly word: string;
  readonly type: string;
  readonly name: string;
  /** the word of the gemeente a school belongs to, or "" */
  readonly gemeente: string;
  readonly people: readonly DescribedPerson[];
}
export interface RegionDescription {
  readonly region: string;
  readonly name: string;
  readonly organisations: readonly DescribedOrganisation[];
}

function readPerson(o: ObjectReader): DescribedPerson {
  return { login: o.string('login'), name: o.string('name'), functie: o.string('functie') };
}

function readOrganisation(o: ObjectReader): DescribedOrganisation {
  return {
    word: o.string('word'),
    type: o.string('type'),
    name: o.string('name'),
    gemeente: o.string('gemeente'),
    people: o.objects('people', readPerson),
  };
}

/** Throws with a sentence when the file does not hold together. */
export function readRegionDescription(path: string): RegionDescription {
  const decoded = decode(new Uint8Array(readFileSync(path)), (o) => ({
    region: o.string('region'),
    name: o.string('name'),
    organisations: o.objects('organisations', readOrganisation),
  }));
  if (!decoded.ok) throw new Error(`${path} is not a region description`);
  const region = decoded.value;
  const words = region.organisations.map(({ word }) => word);
  const logins = region.organisations.flatMap(({ people }) => people).map(({ login }) => login);
  for (const [what, values] of [['organisation', words] as const, ['login', logins] as const]) {
    const twice = values.find((value, at) => values.indexOf(value) !== at);
    if (twice !== undefined) throw new Error(`${path}: ${what} ${twice} is there twice`);
  }
  for (const { word, gemeente, people } of region.organisations) {
    if (gemeente !== '' && !words.includes(gemeente)) throw new Error(`${path}: ${word} belongs to ${gemeente}, which is not there`);
    const beheerders = people.filter(({ functie }) => functie === 'beheerder').length;
    if (beheerders !== 1) throw new Error(`${path}: ${word} needs exactly one first beheerder`);
  }
  const badLogin = logins.find((login) => !/^[a-z0-9._@-]{3,64}$/.test(login));
  if (badLogin !== undefined) throw new Error(`${path}: ${badLogin} cannot be a login`);
  return region;
}
