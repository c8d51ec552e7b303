// SPDX-License-Identifier: EUPL-1.2
// What the policy leaves to a region, and nothing else: filled in before any row is read. The same as server/domain/policy_region.cpp.

import type { Json, JsonObject } from '../protocol/json';
import type { ObjectReader } from '../protocol/object_reader';
import type { RegionSetting } from './policy';

type Values = ReadonlyMap<string, Json>;
type PartnerTypes = ReadonlyMap<string, string>;

const kWord = /^[a-z0-9_-]{1,64}$/;

function words(o: ObjectReader, name: string): readonly string[] {
  const list = o.strings(name);
  return list.length > 0 ? list : o.refuse();
}

function allows(setting: RegionSetting, value: Json): boolean {
  if ('oneOf' in setting) return typeof value === 'string' && setting.oneOf.includes(value);
  return 'from' in setting && typeof value === 'number' && value >= setting.from && value <= setting.to;
}

function readSetting(o: ObjectReader): RegionSetting {
  const about = { setting: o.string('setting'), rule: o.string('rule'), nl: o.string('nl'), en: o.string('en') };
  if (o.has('like')) return { ...about, like: words(o, 'like') };
  const setting: RegionSetting = o.has('one_of')
    ? { ...about, oneOf: words(o, 'one_of'), is: o.string('is') }
    : { ...about, from: o.int('from'), to: o.int('to'), is: o.int('is') };
  return allows(setting, setting.is) ? setting : o.refuse();
}

export function readSettings(o: ObjectReader): readonly RegionSetting[] {
  const all = o.objects('settings', readSetting);
  return new Set(all.map(({ setting }) => setting)).size === all.length ? all : o.refuse();
}

function readPartnerTypes(o: ObjectReader, like: readonly string[]): PartnerTypes {
  const word = (inner: ObjectReader) => {
    const type = inner.string('type');
    return kWord.test(type) ? type : inner.refuse();
  };
  const types = o.objects('partner_types', (inner) => [word(inner), inner.oneOf('like', like)] as const);
  return new Map(types).size === types.length ? new Map(types) : o.refuse();
}

export interface Choices {
  readonly values: Values;
  /** each with the type it is like */
  readonly partnerTypes: PartnerTypes;
}

/** The values of the settings in this region: those that its file names, or else the policy's own. */
export function readChoices(o: ObjectReader, settings: readonly RegionSetting[]): Choices {
  o.int('version', 1, 1);
  return o.object('settings', (chosen) => {
    const values = new Map<string, Json>();
    let partnerTypes: PartnerTypes = new Map();
    for (const setting of settings) {
      if ('like' in setting) {
        if (chosen.has(setting.setting)) partnerTypes = readPartnerTypes(chosen, setting.like);
        continue;
      }
      const value = chosen.has(setting.setting) ? chosen.value(setting.setting) : setting.is;
      values.set(setting.setting, allows(setting, value) ? value : chosen.refuse());
    }
    return { values, partnerTypes };
  });
}

function filledIn(json: Json, choices: Choices, refuse: () => never): Json {
  if (typeof json === 'string') return inWords(json, choices.values);
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return withPartnerTypes(json, choices.partnerTypes).map((each) => filledIn(each, choices, refuse));
  const object = json as JsonObject;
  const { setting } = object;
  if (setting !== undefined && Object.keys(object).length === 1) {
    const value = typeof setting === 'string' ? choices.values.get(setting) : undefined;
    return value ?? refuse();
  }
  return Object.fromEntries(Object.entries(object).map(([name, each]) => [name, filledIn(each, choices, refuse)]));
}

function inWords(text: string, values: Values): string {
  return [...values].reduce((words, [name, value]) => words.replaceAll(`{${name}}`, String(value)), text);
}

/** To every list of words that names the type it is like. */
function withPartnerTypes(list: readonly Json[], types: PartnerTypes): readonly Json[] {
  return [...list, ...[...types].filter(([type, like]) => list.includes(like) && !list.includes(type)).map(([type]) => type)];
}

/** Also the types themselves, each with the functies of the one it is like. */
function withOrganisationTypes(list: Json | undefined, types: PartnerTypes, refuse: () => never): readonly Json[] {
  if (!Array.isArray(list)) return refuse();
  const named = (word: string): JsonObject | undefined => list.find(({ type }: JsonObject) => type === word);
  return [...list, ...[...types].map(([type, like]) => ({ ...(named(type) ? refuse() : (named(like) ?? refuse())), type }))];
}

/** The rows of the policy with the region's choices in them. */
export function inRegion(rows: JsonObject, choices: Choices, refuse: () => never): JsonObject {
  const { organisation_types: list } = rows;
  const types = withOrganisationTypes(list, choices.partnerTypes, refuse);
  return filledIn({ ...rows, organisation_types: types }, choices, refuse) as JsonObject;
}
