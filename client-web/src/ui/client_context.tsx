// SPDX-License-Identifier: EUPL-1.2
// Hands the screens the one client and its latest snapshot; a screen never keeps a copy of either.
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { BeraadClient, Me, Snapshot } from '../state/model';

const ClientContext = createContext<BeraadClient | null>(null);

export function ClientProvider({ client, children }: { client: BeraadClient; children: ReactNode }) {
  return <ClientContext value={client}>{children}</ClientContext>;
}

export function useClient(): BeraadClient {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useClient outside ClientProvider');
  return client;
}

export function useSnapshot(): Snapshot {
  const client = useClient();
  return useSyncExternalStore(
    (listener) => client.subscribe(listener),
    () => client.snapshot(),
  );
}

/** Who is signed in; only for screens behind the gate. */
export function useMe(): Me {
  const { me } = useSnapshot();
  if (!me) throw new Error('useMe while nobody is signed in');
  return me;
}
