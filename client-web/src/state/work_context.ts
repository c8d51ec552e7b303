// SPDX-License-Identifier: EUPL-1.2
// What every part of the work of a signed-in person needs from around it: the keys, the region, the rules, the line to the server.
import type { Clock } from '../api/clock';
import type { Method } from '../api/methods';
import type { CaseSummary } from '../api/shapes';
import type { Id } from '../protocol/id';
import type { JsonObject } from '../protocol/json';
import type { Trust } from '../protocol/trust';
import type { Keys } from './keys';
import type { Case, Lang, Outcome, Room } from './model';
import type { Outbox } from './outbox';
import type { RoomReplica } from './room_replica';
import type { Rules } from './rules';

export interface WorkContext {
  readonly keys: Keys;
  readonly rules: Rules;
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** Known from the greeting: nothing here runs before it. */
  trust(): Trust;
  lang(): Lang;
  /** The server's time as far as this device knows. */
  serverNow(): number;
  online(): boolean;
  /** A case that one knows, by the server's last word. */
  caseOf(id: string): CaseSummary | undefined;
  /** Asks anew who is certified and who is revoked, when the last answer is not fresh. Before anything is sealed. */
  renew(always?: boolean): Promise<void>;
  call<P extends JsonObject, R>(method: Method<P, R>, params: NoInfer<P>): Promise<Outcome<R>>;
  /** Who may invite whom to this room, and who was. */
  invited(room: RoomReplica): Pick<Room, 'canInvite' | 'lacksRegie' | 'invited' | 'relations'>;
  /** The talk with parents and pupil, of a case of one's own school. */
  family(caseId: Id): Case['family'];
  /** This room's records changed, and with them what they and those of the case's other rooms add up to. */
  recorded(room: Id): void;
  /** Something to show changed: in this room, or anywhere. */
  changed(room?: Id): void;
}
