// SPDX-License-Identifier: EUPL-1.2
// The page's side of the worker: a BeraadClient whose snapshot is a mirror. Drafts are the page's own, in memory, wiped at sign-out.
import { Drafts, keepsTyped } from './drafts';
import type { BeraadClient, Lang, Snapshot } from './model';
import { patched } from './snapshot_patch';
import { kStartSnapshot } from './snapshot_store';
import type { Asked, AskedName, FromWorker, ToWorker } from './worker_protocol';

/** A key stroke is news to the lock at most this often. */
const kTouchEveryMs = 1_000;

/** The part of Worker that is used, so that a test can put a channel in its place. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<FromWorker>) => void): void;
}

export function startWorkerClient(): BeraadClient {
  return new ClientProxy(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'beraad' }));
}

export class ClientProxy implements BeraadClient {
  private current = kStartSnapshot;
  private readonly listeners = new Set<() => void>();
  private readonly waiting = new Map<number, { resolve(value: unknown): void; fail(): void }>();
  private readonly drafts = new Drafts();
  private lastId = 0;
  private touchedAt = 0;
  private typedBy = '';

  constructor(private readonly worker: WorkerPort) {
    worker.addEventListener('message', ({ data }) => this.receive(data));
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  snapshot(): Snapshot {
    return this.current;
  }

  touch(): void {
    const now = Date.now();
    if (now - this.touchedAt < kTouchEveryMs) return;
    this.touchedAt = now;
    this.worker.postMessage({ kind: 'touch' });
  }

  setLang(lang: Lang): void {
    this.worker.postMessage({ kind: 'lang', lang });
  }

  draft(key: string): string {
    return this.drafts.get(key);
  }

  setDraft(key: string, text: string): void {
    this.drafts.set(key, text);
  }

  signIn = this.asks('signIn');
  recover = this.asks('recover');
  setPassphrase = this.asks('setPassphrase');
  unlock = this.asks('unlock');
  lock = this.asks('lock');
  signOut = this.asks('signOut');
  enrolStart = this.asks('enrolStart');
  enrolFinish = this.asks('enrolFinish');
  colleagues = this.asks('colleagues');
  consultPartners = this.asks('consultPartners');
  openCase = this.asks('openCase');
  startConsult = this.asks('startConsult');
  startReport = this.asks('startReport');
  officials = this.asks('officials');
  passOn = this.asks('passOn');
  pickUp = this.asks('pickUp');
  record = this.asks('record');
  recordInRoom = this.asks('recordInRoom');
  makeKnown = this.asks('makeKnown');
  openCaseRoom = this.asks('openCaseRoom');
  removeIdentifying = this.asks('removeIdentifying');
  revealSelf = this.asks('revealSelf');
  standInsFor = this.asks('standInsFor');
  letStandIn = this.asks('letStandIn');
  endStandIn = this.asks('endStandIn');
  invitable = this.asks('invitable');
  inviteTo = this.asks('inviteTo');
  answerInvitation = this.asks('answerInvitation');
  declareRelation = this.asks('declareRelation');
  refreshGuests = this.asks('refreshGuests');
  openFamilyRoom = this.asks('openFamilyRoom');
  inviteGuest = this.asks('inviteGuest');
  endGuest = this.asks('endGuest');
  openRoom = this.asks('openRoom');
  loadOlder = this.asks('loadOlder');
  check = this.asks('check');
  checkForCase = this.asks('checkForCase');
  startThread = this.asks('startThread');
  send = this.asks('send');
  edit = this.asks('edit');
  react = this.asks('react');
  markRead = this.asks('markRead');
  refreshAccounts = this.asks('refreshAccounts');
  invite = this.asks('invite');
  certify = this.asks('certify');
  block = this.asks('block');

  private asks<K extends AskedName>(name: K): Asked[K] {
    const ask = (...args: readonly unknown[]) =>
      new Promise<unknown>((resolve, reject) => {
        const id = ++this.lastId;
        this.waiting.set(id, { resolve, fail: () => reject(new Error(`the worker failed at ${name}`)) });
        this.worker.postMessage({ kind: 'ask', id, name, args });
      });
    return ask as Asked[K];
  }

  private receive(message: FromWorker): void {
    if (message.kind === 'snapshot') {
      this.show(patched(this.current, message.patch));
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.value);
    else waiting?.fail();
  }

  private show(next: Snapshot): void {
    const before = this.current;
    if (next === before) return;
    const out = next.screen === 'signed_out' && before.screen !== 'starting' && !keepsTyped(next.endedBecause);
    const somebodyElse = next.me !== undefined && next.me.login !== this.typedBy;
    if (out || (somebodyElse && this.typedBy !== '')) this.drafts.wipe();
    this.typedBy = next.me?.login ?? (out ? '' : this.typedBy);
    this.current = next;
    for (const listener of [...this.listeners]) listener();
  }
}
