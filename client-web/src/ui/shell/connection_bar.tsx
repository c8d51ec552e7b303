// SPDX-License-Identifier: EUPL-1.2
// Says that the connection is gone or being made; silent while all is well. A short hiccup is not worth a bar.
import { LoaderCircle, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSnapshot } from '../client_context';
import { useWords } from '../words/words';

const kPatienceMs = 1_200;

export function ConnectionBar() {
  const { t } = useWords();
  const { connection } = useSnapshot();
  const [shown, setShown] = useState(connection);
  useEffect(() => {
    if (connection !== 'connecting') return setShown(connection);
    const timer = setTimeout(() => setShown('connecting'), kPatienceMs);
    return () => clearTimeout(timer);
  }, [connection]);
  return (
    <div className="connection" role="status" aria-live="polite">
      {shown === 'offline' && (
        <p className="connection__bar connection__bar--offline">
          <WifiOff aria-hidden /> {t.connection.offline}
        </p>
      )}
      {shown === 'connecting' && (
        <p className="connection__bar">
          <LoaderCircle aria-hidden className="turning" /> {t.connection.connecting}
        </p>
      )}
    </div>
  );
}
