// SPDX-License-Identifier: EUPL-1.2
// Says aloud, for who listens to the screen, what others see happen.
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const AnnounceContext = createContext<(words: string) => void>(() => undefined);

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ words: '', turn: 0 });
  const announce = useCallback((words: string) => setSaid((before) => ({ words, turn: before.turn + 1 })), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="for-screen-readers" role="status">
        <span key={said.turn}>{said.words}</span>
      </div>
    </AnnounceContext>
  );
}

export const useAnnounce = (): ((words: string) => void) => useContext(AnnounceContext);
