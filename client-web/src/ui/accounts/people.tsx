// SPDX-License-Identifier: EUPL-1.2
// The beheerder's screen: who has an account, who still waits, and handing out invitations. Never any content.
import { BadgeCheck, Ban, UserPlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ManagedAccount } from '../../state/model';
import { useClient, useMe, useSnapshot } from '../client_context';
import { useAnnounce } from '../parts/announcer';
import { Act } from '../parts/button';
import { Confirm } from '../parts/confirm';
import { Notice, ProblemNotice } from '../parts/notice';
import { Page } from '../parts/page';
import { useAction } from '../parts/use_action';
import { useFocusIfLost } from '../parts/use_focus_if_lost';
import { useWords } from '../words/words';
import { Invite } from './invite';

const order = { pending: 0, invited: 1, active: 2, blocked: 3 } as const;

export function People() {
  const { t } = useWords();
  const client = useClient();
  const announce = useAnnounce();
  const { accounts } = useSnapshot();
  const [inviting, setInviting] = useState(false);
  const [toBlock, setToBlock] = useState<ManagedAccount>();
  const load = useAction();
  const act = useAction();
  const { run: reload } = load;
  const invite = useRef<HTMLButtonElement>(null);
  useFocusIfLost(invite, inviting);
  useEffect(() => {
    void reload(() => client.refreshAccounts());
  }, [client, reload]);

  const certify = (account: ManagedAccount): void =>
    void act.run(
      () => client.certify(account.account),
      () => announce(t.people.done.certified(account.name)),
    );
  const block = (account: ManagedAccount): void => {
    setToBlock(undefined);
    void act.run(
      () => client.block(account.account),
      () => announce(t.people.done.blocked(account.name)),
    );
  };
  const ordered = [...accounts].sort((a, b) => order[a.state] - order[b.state] || a.name.localeCompare(b.name));
  const waiting = accounts.some((account) => account.state === 'pending');

  return (
    <Page
      title={t.people.title}
      windowTitle={t.menu.people}
      lead={<p>{t.people.lead}</p>}
      actions={
        !inviting && (
          <Act icon={UserPlus} ref={invite} onClick={() => setInviting(true)}>
            {t.people.invite}
          </Act>
        )
      }
    >
      {inviting && <Invite onDone={() => setInviting(false)} />}
      <ProblemNotice problem={load.problem ?? act.problem} />
      {waiting && (
        <Notice kind="info">
          <p>{t.people.certifyHint}</p>
        </Notice>
      )}
      {accounts.length === 0 && !load.busy && <p className="empty">{t.people.empty}</p>}
      {accounts.length > 0 && (
        <div className="table-box">
          <table className="accounts">
            <caption className="for-screen-readers">{t.people.list}</caption>
            <thead>
              <tr>
                <th scope="col">{t.people.name}</th>
                <th scope="col">{t.people.functie}</th>
                <th scope="col">{t.people.state}</th>
                <th scope="col">
                  <span className="for-screen-readers">{t.people.actions}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {ordered.map((account) => (
                <AccountRow key={account.account} account={account} busy={act.busy} onCertify={certify} onBlock={setToBlock} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {toBlock && (
        <Confirm
          title={t.people.blockAsk(toBlock.name)}
          body={t.people.blockBody}
          yes={t.people.blockYes}
          onYes={() => block(toBlock)}
          onNo={() => setToBlock(undefined)}
        />
      )}
    </Page>
  );
}

interface AccountRowProps {
  readonly account: ManagedAccount;
  readonly busy: boolean;
  readonly onCertify: (account: ManagedAccount) => void;
  readonly onBlock: (account: ManagedAccount) => void;
}

function AccountRow({ account, busy, onCertify, onBlock }: AccountRowProps) {
  const { t } = useWords();
  const me = useMe();
  const mine = account.account === me.account;
  const name = useRef<HTMLTableCellElement>(null);
  useFocusIfLost(name, account.state);
  return (
    <tr>
      <th scope="row" ref={name} tabIndex={-1}>
        {account.name}
        {mine && <span className="people-list__me"> ({t.you})</span>}
        <span className="accounts__login mono">{account.login}</span>
      </th>
      <td data-label={t.people.functie}>{t.functies[account.functie] ?? account.functie}</td>
      <td data-label={t.people.state}>
        <span className={`tag tag--account-${account.state}`}>{t.people.states[account.state]}</span>
      </td>
      <td className="accounts__actions">
        {account.state === 'pending' && (
          <Act
            weight="secondary"
            icon={BadgeCheck}
            busy={busy}
            aria-label={t.people.certifyFor(account.name)}
            onClick={() => onCertify(account)}
          >
            {t.people.certify}
          </Act>
        )}
        {account.state !== 'blocked' && !mine && (
          <Act weight="subtle" icon={Ban} aria-label={t.people.blockFor(account.name)} onClick={() => onBlock(account)}>
            {t.people.block}
          </Act>
        )}
      </td>
    </tr>
  );
}
