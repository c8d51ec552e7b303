// SPDX-License-Identifier: EUPL-1.2
// Tells the client that the person is there, at most once per fifteen seconds. During the lock warning only its own button does.
import { useEffect } from 'react';
import { useClient, useSnapshot } from '../client_context';

const kTouchEveryMs = 15_000;

export function usePresence(): void {
  const client = useClient();
  const { lockWarning } = useSnapshot();
  useEffect(() => {
    if (lockWarning) return;
    let last = 0;
    const there = (): void => {
      const now = Date.now();
      if (now - last < kTouchEveryMs) return;
      last = now;
      client.touch();
    };
    const kinds = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const kind of kinds) addEventListener(kind, there, { passive: true });
    return () => {
      for (const kind of kinds) removeEventListener(kind, there);
    };
  }, [client, lockWarning]);
}
