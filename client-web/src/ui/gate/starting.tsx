// SPDX-License-Identifier: EUPL-1.2
// What one sees while the client finds out whether there is a session; when that takes long, what one can do.
import { RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Brand } from '../parts/brand';
import { Act } from '../parts/button';
import { useWindowTitle } from '../parts/page';
import { useWords } from '../words/words';

const kPatienceMs = 12_000;

export function Starting() {
  const { t } = useWords();
  const [slow, setSlow] = useState(false);
  useWindowTitle(t.starting.title);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), kPatienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="starting" id="main">
      <Brand />
      <h1 className="for-screen-readers">{t.starting.title}</h1>
      <p role="status">
        {!slow && <span className="spinner" aria-hidden />} {slow ? t.starting.slow : t.starting.body}
      </p>
      {slow && (
        <Act weight="secondary" icon={RotateCw} onClick={() => location.reload()}>
          {t.starting.reload}
        </Act>
      )}
    </main>
  );
}
