// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import type { Snapshot } from './model';
import { ClientProxy, type WorkerPort } from './proxy';
import { snapshotPatch } from './snapshot_patch';
import { kStartSnapshot } from './snapshot_store';
import type { FromWorker, ToWorker } from './worker_protocol';

class HandWorker implements WorkerPort {
  readonly asked: ToWorker[] = [];
  private told = kStartSnapshot;
  private listener: (event: MessageEvent<FromWorker>) => void = () => undefined;

  postMessage(message: ToWorker): void {
    this.asked.push(message);
  }
  addEventListener(_: 'message', listener: (event: MessageEvent<FromWorker>) => void): void {
    this.listener = listener;
  }
  tell(message: FromWorker): void {
    this.listener({ data: structuredClone(message) } as MessageEvent<FromWorker>);
  }
  show(snapshot: Snapshot): void {
    this.tell({ kind: 'snapshot', patch: snapshotPatch(this.told, snapshot) });
    this.told = snapshot;
  }
}

const kMe = {
  account: 'a',
  login: 'anna',
  name: 'n',
  org: 'o',
  orgName: 'on',
  orgType: 'school',
  certified: true,
  functie: 'medewerker',
  rootFingerprint: '',
};
const kOut: Snapshot = { ...kStartSnapshot, screen: 'signed_out' };
const kIn: Snapshot = { ...kStartSnapshot, screen: 'signed_in', me: kMe };
const kLocked: Snapshot = { ...kStartSnapshot, screen: 'locked' };

function started() {
  const worker = new HandWorker();
  return { worker, proxy: new ClientProxy(worker) };
}

describe('the page and its worker', () => {
  it('gives_each_question_its_own_answer', async () => {
    const { worker, proxy } = started();
    const first = proxy.unlock('een');
    const second = proxy.check('kamer', 'tekst');
    expect(worker.asked).toEqual([
      { kind: 'ask', id: 1, name: 'unlock', args: ['een'] },
      { kind: 'ask', id: 2, name: 'check', args: ['kamer', 'tekst'] },
    ]);
    worker.tell({ kind: 'answer', id: 2, value: [] });
    worker.tell({ kind: 'answer', id: 1, value: { ok: true, value: undefined } });
    expect(await second).toEqual([]);
    expect(await first).toEqual({ ok: true, value: undefined });
  });

  it('fails_the_question_that_made_the_worker_fail', async () => {
    const { worker, proxy } = started();
    const question = proxy.lock();
    worker.tell({ kind: 'failed', id: 1 });
    await expect(question).rejects.toThrow('lock');
  });

  it('mirrors_the_snapshot_and_tells_once_per_change', () => {
    const { worker, proxy } = started();
    let told = 0;
    proxy.subscribe(() => told++);
    worker.show(kIn);
    worker.show(kIn);
    expect(proxy.snapshot()).toEqual(kIn);
    expect(told).toBe(1);
  });

  it.each<[string, readonly Snapshot[], string]>([
    ['keeps_drafts_over_a_lock', [kLocked, kIn], 'tekst'],
    ['keeps_drafts_when_the_session_ran_out_and_the_same_person_comes_back', [kLocked, { ...kOut, endedBecause: 'idle' }, kIn], 'tekst'],
    ['wipes_drafts_at_sign_out', [{ ...kOut, endedBecause: 'signed_out' }], ''],
    ['wipes_drafts_when_the_account_is_blocked', [{ ...kOut, endedBecause: 'blocked' }], ''],
    [
      'wipes_drafts_for_another_person',
      [
        { ...kOut, endedBecause: 'expired' },
        { ...kIn, me: { ...kMe, login: 'bas' } },
      ],
      '',
    ],
  ])('%s', (_, snapshots, draft) => {
    const { worker, proxy } = started();
    worker.show(kOut);
    worker.show(kIn);
    proxy.setDraft('a', 'tekst');
    for (const snapshot of snapshots) worker.show(snapshot);
    expect(proxy.draft('a')).toBe(draft);
  });
});
