// SPDX-License-Identifier: EUPL-1.2
// The last two minutes before the client locks itself: a countdown one can stop.
import { useEffect, useState } from 'react';
import { useClient, useSnapshot } from '../client_context';
import { Act } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { useWords } from '../words/words';

const secondsUntil = (at: number): number => Math.max(0, Math.round((at - Date.now()) / 1000));

function Countdown({ until }: { until: number }) {
  const { t } = useWords();
  const [left, setLeft] = useState(() => secondsUntil(until));
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsUntil(until)), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <p className="countdown" role="timer">
      {t.lockWarning.left(left)}
    </p>
  );
}

export function LockWarning() {
  const { t } = useWords();
  const client = useClient();
  const { lockWarning, locksAt } = useSnapshot();
  if (!lockWarning) return null;
  return (
    <Dialog
      title={t.lockWarning.title}
      onClose={() => client.touch()}
      actions={
        <>
          <Act onClick={() => client.touch()}>{t.lockWarning.stay}</Act>
          <Act weight="subtle" onClick={() => void client.lock()}>
            {t.lockWarning.now}
          </Act>
        </>
      }
    >
      <p>{t.lockWarning.body}</p>
      <Countdown until={locksAt} />
    </Dialog>
  );
}
