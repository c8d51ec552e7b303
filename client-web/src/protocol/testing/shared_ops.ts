// SPDX-License-Identifier: EUPL-1.2
// The operations of tests/vectors/shared/README.md, carried out by our own code: an expected value, or a refusal.

import { aad, openWithNonce } from '../../crypto/aead';
import { fromBase64url } from '../../crypto/base64url';
import { type Bytes, hex, lp, utf8 } from '../../crypto/bytes';
import { verify, verifyKey } from '../../crypto/ed25519';
import { sha256 } from '../../crypto/hash';
import { hpkeOpen, info } from '../../crypto/hpke';
import { derive, hash, tagged } from '../../crypto/labels';
import { argon2id } from '../../crypto/password';
import { readRecoveryCode, recoveryCode } from '../../crypto/recovery_code';
import { fail, ok, type Result } from '../../crypto/result';
import { unhex } from '../../crypto/testing/unhex';
import { agree, sealKey } from '../../crypto/x25519';
import { epochContext, epochKeys, openChain, shredOf, startChain, threadKey } from '../epoch';
import { openChunk, openFile, sealFile } from '../file';
import { type Id, idBytes, idFromBytes } from '../id';
import { decodeHeader, type Item, nextHead, openSealed, type StoredItem, verifyItem } from '../item';
import { ItemChain } from '../item_chain';
import { type Json, type JsonObject, parseJson } from '../json';
import { boxesHash, decodeEntry, entryHash, rosterHash } from '../log_entry';
import { pad, unpad } from '../padding';
import { pseudonymKeys } from '../pseudonym';
import { applyEntry, type RoomState } from '../room_state';
import { type Signed, type SignedKind, verifyObject } from '../signed';
import { type SlotKind, type SlotParams, slotMaster, slotSecrets, unwrapVaultKey } from '../slot';
import { chainHolds, hasStatus, openTrust, type Trust, validAt, verifyLeaf, withStatus } from '../trust';
import { openVault, personKeys } from '../vault';

/** The inputs of a case. A missing or mistyped one is a mistake in the file, not a refusal. */
export class Inputs {
  constructor(private readonly fields_: JsonObject) {}

  raw(name: string): Json {
    const value = this.fields_[name];
    if (value === undefined) throw new TypeError(`no ${name}`);
    return value;
  }
  text(name: string): string {
    const value = this.raw(name);
    if (typeof value !== 'string') throw new TypeError(`${name} is not text`);
    return value;
  }
  int(name: string): number {
    const value = this.raw(name);
    if (typeof value !== 'number') throw new TypeError(`${name} is not a number`);
    return value;
  }
  bool(name: string): boolean {
    const value = this.raw(name);
    if (typeof value !== 'boolean') throw new TypeError(`${name} is not a boolean`);
    return value;
  }
  bytes(name: string): Bytes {
    return unhex(this.text(name));
  }
  id(name: string): Id {
    return idFromBytes(this.bytes(name));
  }
  object(name: string): Inputs {
    return new Inputs(this.raw(name) as JsonObject);
  }
  list(name: string): readonly Json[] {
    const value = this.raw(name);
    if (!Array.isArray(value)) throw new TypeError(`${name} is not a list`);
    return value as readonly Json[];
  }
  objects(name: string): readonly Inputs[] {
    return this.list(name).map((value) => new Inputs(value as JsonObject));
  }
  manyBytes(name: string): readonly Bytes[] {
    return this.list(name).map((value) => unhex(String(value)));
  }
  signed(): Signed {
    return { b: this.bytes('b'), s: this.bytes('s') };
  }
  item(): Item {
    return { h: this.bytes('h'), k: this.bytes('k'), c: this.bytes('c'), s: this.bytes('s') };
  }
  slot(): SlotParams {
    return { kind: this.text('kind') as SlotKind, salt: this.bytes('salt'), mKib: this.int('m_kib'), t: this.int('t'), p: this.int('p') };
  }
}

type Outcome = Result<Json>;
type Op = (i: Inputs) => Outcome | Promise<Outcome>;

const refused = fail('malformed', 'shared vector');

function hexOf(result: Result<Bytes>): Outcome {
  return result.ok ? ok(hex(result.value)) : result;
}

function trueIf(verdict: boolean): Outcome {
  return verdict ? ok(true) : refused;
}

function idHex(id: Id): string {
  return hex(idBytes(id));
}

async function trustOf(i: Inputs, organisations: readonly Signed[]): Promise<Result<Trust>> {
  return openTrust(i.bytes('pinned'), i.object('root').signed(), organisations, undefined);
}

function organisationsOf(i: Inputs): readonly Signed[] {
  return i.objects('orgs').map((one) => one.signed());
}

async function sized(bytes: Bytes): Promise<JsonObject> {
  return { size: bytes.length, sha256: hex(await sha256(bytes)) };
}

const conventions: Readonly<Record<string, Op>> = {
  b64u_decode: (i) => hexOf(fromBase64url(i.text('text'))),
  lp: (i) => ok(hex(lp(...i.manyBytes('parts')))),
  tagged: (i) => ok(hex(tagged(i.text('word'), i.bytes('x')))),
  derive: async (i) => ok(hex(await derive(i.bytes('secret'), i.text('word'), ...i.manyBytes('parts')))),
  hash: async (i) => ok(hex(await hash(i.text('word'), i.bytes('x')))),
  json: (i) => {
    const value = parseJson(i.bytes('bytes'));
    return trueIf(value.ok && value.value !== null && typeof value.value === 'object' && !Array.isArray(value.value));
  },
};

const primitives: Readonly<Record<string, Op>> = {
  ed25519_verify: async (i) => {
    const key = await verifyKey(i.bytes('key'));
    return trueIf(key.ok && (await verify(key.value, i.bytes('message'), i.bytes('signature'))));
  },
  x25519: async (i) => hexOf(await agree(await sealKey(i.bytes('private')), i.bytes('public'))),
  hpke_open: async (i) => {
    const sealed = { enc: i.bytes('enc'), ct: i.bytes('ct') };
    return hexOf(await hpkeOpen(await sealKey(i.bytes('private')), info(i.bytes('info')), aad(i.bytes('aad')), sealed));
  },
  aes256_gcm_open: async (i) => hexOf(await openWithNonce(i.bytes('key'), i.bytes('nonce'), aad(i.bytes('aad')), i.bytes('ct'))),
  argon2id: async (i) => hexOf(await argon2id(i.bytes('secret'), i.bytes('salt'), { mKib: i.int('m_kib'), t: i.int('t'), p: i.int('p') })),
  signed: async (i) => {
    const key = await verifyKey(i.bytes('key'));
    return trueIf(key.ok && (await verifyObject(key.value, i.text('kind') as SignedKind, i.signed())));
  },
};

const persons: Readonly<Record<string, Op>> = {
  slot_master: async (i) => hexOf(await slotMaster(i.bytes('secret'), i.slot())),
  slot_auth: async (i) => ok(hex((await slotSecrets(i.bytes('master'), i.text('login'))).auth)),
  slot_unwrap: async (i) => {
    const { slotKey } = await slotSecrets(i.bytes('master'), i.text('login'));
    return hexOf(await unwrapVaultKey(slotKey, i.text('login'), i.slot(), i.bytes('wrapped')));
  },
  vault_open: async (i) => {
    const vault = await openVault(i.bytes('vault_key'), i.text('login'), i.int('version'), i.bytes('blob'));
    if (!vault.ok) return vault;
    const { sign, seal, pseudonym, org } = vault.value;
    const keys = await personKeys(vault.value);
    const publics = { sign_public: hex(keys.sign.publicKey), seal_public: hex(keys.seal.publicKey) };
    return ok({ sign: hex(sign), seal: hex(seal), pseudonym: hex(pseudonym), org: hex(org), ...publics });
  },
  recovery_encode: (i) => ok(recoveryCode(i.bytes('secret'))),
  recovery_decode: (i) => hexOf(readRecoveryCode(i.text('code'))),
  pseudonym_keys: async (i) => {
    const { leaf, sign, seal } = await pseudonymKeys(i.bytes('pseudonym'), i.id('room'));
    return ok({ sign_public: hex(sign.publicKey), seal_public: hex(seal.publicKey), leaf: idHex(leaf) });
  },
};

const certificates: Readonly<Record<string, Op>> = {
  root: async (i) => {
    const trust = await trustOf(i, []);
    if (!trust.ok || !validAt(trust.value.root, i.int('now'))) return refused;
    return ok({ serial: idHex(trust.value.root.serial), region: trust.value.root.region });
  },
  org: async (i) => {
    const trust = await trustOf(i, [i.object('org').signed()]);
    const certificate = trust.ok ? trust.value.issuers[0]?.certificate : undefined;
    if (!trust.ok || certificate === undefined || !validAt(trust.value.root, i.int('now')) || !validAt(certificate, i.int('now')))
      return refused;
    return ok({ serial: idHex(certificate.serial), org: idHex(certificate.org), type: certificate.type, key: hex(certificate.key) });
  },
  status: async (i) => {
    const opened = await trustOf(i, organisationsOf(i));
    const trust = opened.ok ? await withStatus(opened.value, i.object('status').signed()) : opened;
    if (!trust.ok || trust.value.status === undefined || !hasStatus(trust.value, i.int('now'))) return refused;
    return ok({ n: trust.value.status.n, revoked: trust.value.status.revoked.map(idHex) });
  },
  leaf: async (i) => {
    const now = i.int('now');
    let trust = await trustOf(i, organisationsOf(i));
    if (trust.ok && i.raw('status') !== null) {
      trust = await withStatus(trust.value, i.object('status').signed());
      if (!trust.ok || !hasStatus(trust.value, now)) return refused;
    }
    const leaf = trust.ok ? await verifyLeaf(trust.value, i.object('cert').signed(), now, () => true) : trust;
    if (!leaf.ok || !trust.ok || !chainHolds(trust.value, leaf.value, now)) return refused;
    const { certificate, certHash, issuer } = leaf.value;
    const { kind, serial, sign, seal } = certificate;
    const functie = {
      member: () => ('functie' in certificate ? certificate.functie : ''),
      guest: () => ('class' in certificate ? certificate.class : ''),
      pseudonym: () => 'school_professional',
    }[kind]();
    const who = { class: kind, serial: idHex(serial), leaf: idHex(leaf.value.leaf), sign: hex(sign), seal: hex(seal) };
    return ok({ ...who, org: idHex(issuer.org), org_type: issuer.type, functie, cert_hash: hex(certHash) });
  },
};

const log: Readonly<Record<string, Op>> = {
  log: async (i) => {
    const trust = await trustOf(i, organisationsOf(i));
    if (!trust.ok) return trust;
    let state: RoomState | undefined;
    for (const sent of i.objects('entries')) {
      const entry = sent.object('entry').signed();
      const decoded = decodeEntry(entry.b);
      if (!decoded.ok) return decoded;
      const context = {
        trust: trust.value,
        policy: decoded.value.policy,
        knowsFunctie: () => true,
        authorise: () => ({ allowed: true }) as const,
      };
      const next = await applyEntry(state, { entry, certs: sent.objects('certs').map((one) => one.signed()) }, context);
      if (!next.ok) return next;
      state = next.value;
    }
    if (state === undefined) return refused;
    const leaves = state.leaves.map(({ leaf }) => idHex(leaf));
    const hashes = { head: hex(state.head), roster: hex(state.roster), ctx: hex(await epochContext(state)) };
    return ok({ n: state.n, ...hashes, leaves, closed: state.closed });
  },
  entry_hash: async (i) => ok(hex(await entryHash(i.object('entry').signed()))),
  roster_hash: async (i) =>
    ok(hex(await rosterHash(i.objects('leaves').map((one) => ({ leaf: one.id('leaf'), certHash: one.bytes('cert_hash') }))))),
};

const epochs: Readonly<Record<string, Op>> = {
  epoch_context: async (i) => {
    const place = { room: i.id('room'), n: i.int('n'), prev: i.bytes('prev'), roster: i.bytes('roster'), policy: i.bytes('policy') };
    return ok(hex(await epochContext(place)));
  },
  epoch_start: async (i) => {
    const before = i.bytes('init_before');
    const { es, init, kc } = await startChain(before.length > 0 ? before : undefined, i.bytes('random'), i.bytes('ctx'));
    return ok({ es: hex(es), init: hex(init), kc: hex(kc) });
  },
  box_open: async (i) => {
    const holder = { leaf: i.id('leaf'), certHash: i.bytes('cert_hash') };
    const box = { enc: i.bytes('enc'), ct: i.bytes('ct') };
    const chain = await openChain(await sealKey(i.bytes('private')), holder, i.bytes('ctx'), i.bytes('kc'), box);
    return chain.ok ? ok({ es: hex(chain.value.es), init: hex(chain.value.init) }) : chain;
  },
  boxes_hash: async (i) => {
    const boxes = i.objects('boxes').map((one) => ({ leaf: one.id('leaf'), enc: one.bytes('enc'), ct: one.bytes('ct') }));
    return ok(hex(await boxesHash(boxes)));
  },
  share_hash: async (i) => ok(hex(await shredOf(i.bytes('share')))),
};

/** The key of the leaf that a header names, when it belongs to this place. */
async function authorOf(i: Inputs, h: Bytes) {
  const header = decodeHeader(h);
  if (!header.ok || header.value.room !== i.id('room') || header.value.epoch !== i.int('epoch')) return refused;
  const place = i.objects('roster').find((one) => one.id('leaf') === header.value.from);
  const key = place === undefined ? refused : await verifyKey(place.bytes('sign'));
  return key.ok ? ok({ header: header.value, key: key.value }) : key;
}

const items: Readonly<Record<string, Op>> = {
  pad: async (i) => {
    const padded = pad(i.bytes('plaintext'));
    return padded.ok ? ok(await sized(padded.value)) : padded;
  },
  unpad: (i) => hexOf(unpad(i.bytes('padded'))),
  thread_key: async (i) => {
    const secrets = { room: i.id('thread'), n: 0, es: i.bytes('es'), init: i.bytes('es'), kc: i.bytes('es') };
    const keys = await epochKeys(secrets, i.bytes('share'), await shredOf(i.bytes('share')));
    return keys.ok ? ok(hex(await threadKey(keys.value, i.id('thread')))) : keys;
  },
  item_open: async (i) => {
    const item = i.object('item').item();
    const author = await authorOf(i, item.h);
    if (!author.ok || author.value.header.thread !== i.id('thread')) return refused;
    if (!(await verifyItem(author.value.key, item))) return refused;
    return hexOf(await openSealed(i.bytes('thread_key'), author.value.header, item));
  },
  item_head: async (i) => {
    const item: StoredItem = {
      h: i.bytes('h'),
      k: i.bytes('k'),
      c: i.bytes('c_hash'),
      s: i.bytes('s'),
      seq: 1,
      at: 0,
      tombstone: true,
      removedBy: '',
    };
    return ok(hex(await nextHead(i.bytes('before'), item)));
  },
  item_chain: async (i) => {
    const chain = new ItemChain(i.id('room'));
    for (const [at, one] of i.objects('items').entries()) {
      const item = one.item();
      const author = await authorOf(i, item.h);
      if (!author.ok || !(await verifyItem(author.value.key, item))) return refused;
      const taken = await chain.append(undefined, [{ ...item, seq: at + 1, at: 0, tombstone: false, removedBy: '' }]);
      if (!taken.ok) return taken;
    }
    return ok({ seq: chain.last, head: hex(chain.head) });
  },
};

const files: Readonly<Record<string, Op>> = {
  file_seal: async (i) => {
    const content = Uint8Array.from({ length: i.int('size') }, (_, at) => at % 251);
    return ok(await Promise.all((await sealFile(i.id('file'), i.bytes('key'), content)).map(sized)));
  },
  file_open: async (i) => {
    const content = await openFile(i.id('file'), i.bytes('key'), i.manyBytes('chunks'));
    return content.ok ? ok(await sized(content.value)) : content;
  },
  chunk_open: async (i) => hexOf(await openChunk(i.id('file'), i.bytes('key'), i.int('index'), i.bool('last'), i.bytes('ct'))),
};

/** By the name of the file that our own side writes them to. */
export const kSharedOps: Readonly<Record<string, Readonly<Record<string, Op>>>> = {
  conventions,
  primitives,
  persons,
  certificates,
  log,
  epochs,
  items,
  files,
};

const byName: ReadonlyMap<string, Op> = new Map(Object.values(kSharedOps).flatMap((group) => Object.entries(group)));

export async function carryOut(op: string, inputs: JsonObject): Promise<Outcome> {
  const found = byName.get(op);
  if (found === undefined) throw new TypeError(`unknown op ${op}`);
  return found(new Inputs(inputs));
}

export const kSharedOpNames: readonly string[] = [...byName.keys()];

export function utf8Hex(text: string): string {
  return hex(utf8(text));
}
