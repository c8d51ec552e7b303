// SPDX-License-Identifier: EUPL-1.2
// The page around everything that happens before one is signed in: what Beraad promises beside what it asks.
import { Heading } from '@utrecht/component-library-react';
import { Lock, UsersRound, VenetianMask } from 'lucide-react';
import type { ReactNode } from 'react';
import { useClient, useSnapshot } from '../client_context';
import { Brand } from '../parts/brand';
import { useFocusOnArrival, useWindowTitle } from '../parts/page';
import { useWords } from '../words/words';

const promiseIcons = [Lock, VenetianMask, UsersRound];

export function LanguageSwitch() {
  const { t, lang } = useWords();
  const client = useClient();
  return (
    <fieldset className="language">
      <legend className="for-screen-readers">{t.menu.language}</legend>
      {(['nl', 'en'] as const).map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          className="language__choice"
          aria-pressed={code === lang}
          aria-label={t.menu[code]}
          onClick={() => client.setLang(code)}
        >
          {code.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}

interface GateFrameProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly above?: ReactNode;
  readonly children: ReactNode;
}

export function GateFrame({ title, lead, above, children }: GateFrameProps) {
  const { t } = useWords();
  const { connection } = useSnapshot();
  useWindowTitle(title);
  const heading = useFocusOnArrival<HTMLHeadingElement>();
  return (
    <div className="gate">
      <aside className="gate__promise" aria-label={t.gate.promiseTitle}>
        <Brand on="dark" />
        <div className="gate__words">
          <p className="gate__slogan">{t.gate.promiseTitle}</p>
          <ul>
            {t.gate.promise.map((sentence, index) => {
              const Icon = promiseIcons[index] ?? Lock;
              return (
                <li key={sentence}>
                  <Icon aria-hidden />
                  <span>{sentence}</span>
                </li>
              );
            })}
          </ul>
        </div>
      </aside>
      <div className="gate__side">
        <header className="gate__top">
          <LanguageSwitch />
        </header>
        <main id="main" className="gate__main" data-connection={connection}>
          {above}
          <Heading level={1} ref={heading} tabIndex={-1}>
            {title}
          </Heading>
          {lead && <p className="page__lead">{lead}</p>}
          {children}
        </main>
      </div>
    </div>
  );
}
