// SPDX-License-Identifier: EUPL-1.2
// What stays around every screen of somebody signed in: skip link, header, connection, lock warning, and the place for the screen itself.
import { SkipLink } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { Announcer } from '../parts/announcer';
import { useWords } from '../words/words';
import { ConnectionBar } from './connection_bar';
import { Header } from './header';
import { LockWarning } from './lock_warning';
import { usePresence } from './use_presence';

export function Shell({ fill, children }: { fill: boolean; children: ReactNode }) {
  const { t } = useWords();
  const main = useRef<HTMLElement>(null);
  usePresence();
  return (
    <Announcer>
      <div className={fill ? 'shell shell--fill' : 'shell'}>
        <SkipLink
          href="#main"
          onClick={(event) => {
            event.preventDefault();
            main.current?.focus();
          }}
        >
          {t.skip}
        </SkipLink>
        <Header />
        <ConnectionBar />
        <main id="main" ref={main} tabIndex={-1} className="shell__main">
          {children}
        </main>
      </div>
      <LockWarning />
    </Announcer>
  );
}
