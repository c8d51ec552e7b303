// SPDX-License-Identifier: EUPL-1.2
// What one sees while the client finds out whether there is a session.

import { Brand } from '../parts/brand';
import { useWindowTitle } from '../parts/page';
import { useWords } from '../words/words';

export function Starting() {
  const { t } = useWords();
  useWindowTitle(t.starting.title);
  return (
    <main className="starting" id="main">
      <Brand />
      <h1 className="for-screen-readers">{t.starting.title}</h1>
      <p role="status">
        <span className="spinner" aria-hidden /> {t.starting.body}
      </p>
    </main>
  );
}
