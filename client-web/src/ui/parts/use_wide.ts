// SPDX-License-Identifier: EUPL-1.2
// Whether two panes fit beside each other. The same width as in room.css.
import { useSyncExternalStore } from 'react';

const kTwoPanes = '(min-width: 60rem)';
const query = (): MediaQueryList => matchMedia(kTwoPanes);

function subscribe(listener: () => void): () => void {
  const list = query();
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
}

export const useWide = (): boolean => useSyncExternalStore(subscribe, () => query().matches);
