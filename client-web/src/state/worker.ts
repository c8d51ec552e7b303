// SPDX-License-Identifier: EUPL-1.2
// The worker in which the client's core runs: keys and plaintext of the vault stay here, the page gets snapshots.
import { BrowserTransport } from '../api/browser_transport';
import { createClient } from './client';
import { snapshotPatch } from './snapshot_patch';
import { kStartSnapshot } from './snapshot_store';
import type { FromWorker, ToWorker } from './worker_protocol';

declare const __BERAAD_REGION_ROOT__: string;

const page = self as unknown as DedicatedWorkerGlobalScope;

function tell(message: FromWorker): void {
  page.postMessage(message);
}

const ready = createClient({ transport: new BrowserTransport(), rootCertificate: __BERAAD_REGION_ROOT__ });

async function ask({ id, name, args }: Extract<ToWorker, { kind: 'ask' }>): Promise<void> {
  try {
    const client = await ready;
    // The page's proxy has the same types: name and arguments belong together.
    const method = client[name] as (...given: unknown[]) => Promise<unknown>;
    tell({ kind: 'answer', id, value: await method.apply(client, [...args]) });
  } catch {
    tell({ kind: 'failed', id });
  }
}

page.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.kind) {
    case 'ask':
      void ask(data);
      break;
    case 'touch':
      void ready.then((client) => client.touch());
      break;
    case 'lang':
      void ready.then((client) => client.setLang(data.lang));
      break;
  }
});

const client = await ready;
let told = kStartSnapshot;
client.subscribe(() => {
  const snapshot = client.snapshot();
  tell({ kind: 'snapshot', patch: snapshotPatch(told, snapshot) });
  told = snapshot;
});
void client.start();
