// SPDX-License-Identifier: EUPL-1.2
// The bar on top: where one is, for which organisation, and the way out.
import { ClipboardList, Inbox, Lock, LogOut, type LucideIcon, MessagesSquare, Settings, UsersRound } from 'lucide-react';
import { useClient, useMe, useSnapshot } from '../client_context';
import { type Desk, deskOf, unreadOf } from '../facts';
import { Brand } from '../parts/brand';
import { type Route, RouteLink, useRoute } from '../router';
import { useWords } from '../words/words';

const homeIcons: Partial<Record<Desk, LucideIcon>> = {
  school: ClipboardList,
  consulted: Inbox,
  partner: ClipboardList,
  beheerder: UsersRound,
  guest: MessagesSquare,
};

function NavLink({
  to,
  current,
  icon: Icon,
  children,
  count = 0,
  countWords = '',
}: {
  to: Route;
  current: boolean;
  icon: LucideIcon;
  children: string;
  count?: number;
  countWords?: string;
}) {
  return (
    <li>
      <RouteLink to={to} className="nav__link" aria-current={current ? 'page' : undefined}>
        <Icon aria-hidden />
        <span className="nav__word">{children}</span>
        {count > 0 && (
          <span className="count">
            <span aria-hidden>{count > 99 ? '99+' : count}</span>
            <span className="for-screen-readers">{countWords}</span>
          </span>
        )}
      </RouteLink>
    </li>
  );
}

export function Header() {
  const { t } = useWords();
  const client = useClient();
  const me = useMe();
  const { rooms } = useSnapshot();
  const route = useRoute();
  const desk = deskOf(me);
  const HomeIcon = homeIcons[desk];
  const homeWord = {
    school: t.menu.cases,
    consulted: t.menu.consultations,
    partner: t.plan.partnerTitle,
    beheerder: t.menu.people,
    guest: t.family.desk.menu,
    none: '',
  }[desk];
  const unread = unreadOf(rooms);
  return (
    <header className="header">
      <div className="header__inner">
        <RouteLink to={{ name: 'home' }} className="header__brand">
          <Brand />
        </RouteLink>
        <nav aria-label={t.menu.main} className="nav">
          <ul>
            {HomeIcon && (
              <NavLink
                to={{ name: 'home' }}
                current={route.name === 'home'}
                icon={HomeIcon}
                count={unread}
                countWords={t.cases.unread(unread)}
              >
                {homeWord}
              </NavLink>
            )}
            <NavLink to={{ name: 'settings' }} current={route.name === 'settings'} icon={Settings}>
              {t.menu.settings}
            </NavLink>
          </ul>
        </nav>
        <section className="header__me" aria-label={t.menu.account}>
          <p className="header__who">
            <strong>{me.name}</strong>
            <span>
              {t.functies[me.functie] ?? me.functie}, {me.orgName}
            </span>
          </p>
          <button type="button" className="icon-button" onClick={() => void client.lock()} aria-label={t.menu.lock} title={t.menu.lock}>
            <Lock aria-hidden />
          </button>
          <button
            type="button"
            className="icon-button"
            onClick={() => void client.signOut()}
            aria-label={t.menu.signOut}
            title={t.menu.signOut}
          >
            <LogOut aria-hidden />
          </button>
        </section>
      </div>
    </header>
  );
}
