// SPDX-License-Identifier: EUPL-1.2
// What page and worker say to each other. Both are of one build: the types hold, nothing has to be decoded.
import type { BeraadClient, Lang } from './model';
import type { SnapshotPatch } from './snapshot_patch';

/** What is asked of the worker and answered later. The rest of BeraadClient lives on the page or needs no answer. */
export type Asked = Omit<BeraadClient, 'subscribe' | 'snapshot' | 'draft' | 'setDraft' | 'touch' | 'setLang'>;
export type AskedName = keyof Asked;

export type ToWorker =
  | { readonly kind: 'ask'; readonly id: number; readonly name: AskedName; readonly args: readonly unknown[] }
  | { readonly kind: 'touch' }
  | { readonly kind: 'lang'; readonly lang: Lang };

export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number }
  | { readonly kind: 'snapshot'; readonly patch: SnapshotPatch };
