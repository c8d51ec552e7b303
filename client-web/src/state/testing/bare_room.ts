// SPDX-License-Identifier: EUPL-1.2
// For tests of what is derived from rooms: one with nobody and nothing in it, to which a test adds what it is about.
import type { Room } from '../model';

export const kBareRoom: Room = {
  ...{ id: 'room', caseId: '', reference: 'ROOM-REF', kind: 'consult', phase: 'anonymous', step: 3, createdAt: 1, lastAt: 1, epoch: 1 },
  ...{ participants: [], former: [], owner: '', unread: 0, threads: [], closed: false, historyLoaded: 'all', loadingOlder: false },
  ...{ chainHead: '', lastSeq: 0, records: [], moves: [], recordable: [] },
  ...{ canInvite: false, lacksRegie: false, invited: [], relations: [] },
};
