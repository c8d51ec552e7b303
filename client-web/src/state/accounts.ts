// SPDX-License-Identifier: EUPL-1.2
// A beheerder's work: inviting, certifying with the organisation's key (which only this device has), blocking. Never content.
import { kAccountBlock, kAccountCertify, kAccountInvite, kAccountList } from '../api/methods';
import type { AccountAnswer } from '../api/shapes';
import { issueCertificate, type LeafCertificate } from '../protocol/certificate';
import { type Id, isId, newId } from '../protocol/id';
import { signedJson } from '../protocol/signed';
import type { ManagedAccount, Outcome } from './model';
import { refuse } from './words';
import type { WorkContext } from './work_context';

const kValidityMs = 365 * 86_400_000;
/** Clocks differ a little: a certificate is valid from just before it is made. */
const kBackdatedMs = 60_000;
const kGuestClasses = ['ouder', 'leerling'] as const;

export class Accounts {
  private accounts: readonly AccountAnswer[] = [];

  constructor(
    private readonly context: WorkContext,
    private readonly org: () => Id,
  ) {}

  view(): readonly ManagedAccount[] {
    return this.accounts.map(({ account, login, name, functie, state }) => ({ account, login, name, functie, state }));
  }

  async sync(): Promise<Outcome<void>> {
    const accounts = await this.context.call(kAccountList, {});
    if (!accounts.ok) return accounts;
    this.accounts = accounts.value;
    this.context.changed();
    return { ok: true, value: undefined };
  }

  async invite(login: string, name: string, functie: string): Promise<Outcome<{ code: string; expiresAt: number }>> {
    const invited = await this.context.call(kAccountInvite, { login, name, functie });
    if (!invited.ok) return invited;
    await this.sync();
    return { ok: true, value: { code: invited.value.code, expiresAt: invited.value.expiresAt } };
  }

  async certify(account: string): Promise<Outcome<void>> {
    const lang = this.context.lang();
    const synced = await this.sync();
    if (!synced.ok) return synced;
    const managed = this.accounts.find((one) => one.account === account);
    const issuer = this.context.keys.person.org;
    if (managed === undefined || managed.sign.length === 0) return refuse('not_found', lang);
    if (issuer === undefined) return refuse('no_org_key', lang);
    const certificate = this.certificateFor(managed);
    if (certificate === undefined) return refuse('guest_needs_case', lang);
    const cert = signedJson(await issueCertificate(issuer, certificate));
    const certified = await this.context.call(kAccountCertify, { account: managed.account, cert });
    return certified.ok ? this.sync() : certified;
  }

  async block(account: string): Promise<Outcome<void>> {
    if (!isId(account)) return refuse('not_found', this.context.lang());
    const blocked = await this.context.call(kAccountBlock, { account });
    return blocked.ok ? this.sync() : blocked;
  }

  private certificateFor({ account, name, functie, sign, seal, caseId }: AccountAnswer): LeafCertificate | undefined {
    const from = this.context.serverNow() - kBackdatedMs;
    const common = { serial: newId(), from, to: from + kValidityMs, account, org: this.org(), name, sign, seal };
    const guest = kGuestClasses.find((one) => one === functie);
    if (guest === undefined) return { kind: 'member', ...common, functie };
    return caseId === '' ? undefined : { kind: 'guest', ...common, class: guest, case: caseId };
  }
}
