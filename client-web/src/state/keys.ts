// SPDX-License-Identifier: EUPL-1.2
// The keys of who is signed in, from an opened vault to their wiping. They never leave this side of the worker.
import type { VaultAnswer } from '../api/shapes';
import { type Bytes, wipe } from '../crypto/bytes';
import { fail, ok, type Result } from '../crypto/result';
import type { Id } from '../protocol/id';
import { type PseudonymKeys, pseudonymKeys } from '../protocol/pseudonym';
import { type SlotKind, type SlotSecrets, unwrapVaultKey } from '../protocol/slot';
import { openVault, type PersonKeys, personKeys, type Vault } from '../protocol/vault';

export interface LeafKeys {
  readonly leaf: Id;
  readonly sign: PersonKeys['sign'];
  readonly seal: PersonKeys['seal'];
}

export class Keys {
  private constructor(
    readonly account: Id,
    readonly login: string,
    readonly person: PersonKeys,
    readonly vault: Vault,
    readonly vaultKey: Bytes,
    private version_: number,
  ) {}

  static async open(answer: VaultAnswer, kind: SlotKind, secrets: SlotSecrets): Promise<Result<Keys>> {
    const slot = answer.slots.find((one) => one.kind === kind);
    if (slot === undefined) return fail('crypto', 'slot');
    const vaultKey = await unwrapVaultKey(secrets.slotKey, answer.login, slot, slot.wrapped);
    wipe(secrets.slotKey);
    if (!vaultKey.ok) return vaultKey;
    const vault = await openVault(vaultKey.value, answer.login, answer.version, answer.blob);
    if (!vault.ok) return vault;
    return ok(new Keys(answer.account, answer.login, await personKeys(vault.value), vault.value, vaultKey.value, answer.version));
  }

  get version(): number {
    return this.version_;
  }

  /** The server has taken a newer blob of this vault. */
  replaced(version: number): void {
    this.version_ = version;
  }

  asMember(): LeafKeys {
    return { leaf: this.account, sign: this.person.sign, seal: this.person.seal };
  }

  asPseudonym(room: Id): Promise<PseudonymKeys> {
    return pseudonymKeys(this.person.pseudonym, room);
  }

  wipe(): void {
    const { sign, seal, pseudonym, org } = this.vault;
    wipe(sign, seal, pseudonym, org, this.vaultKey, this.person.pseudonym);
  }
}
