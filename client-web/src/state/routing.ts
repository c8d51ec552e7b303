// SPDX-License-Identifier: EUPL-1.2
// A partner passes on a signal to the gemeente that it concerns (rule 8): to all its aandachtsfunctionarissen, under the partner's own name,
// without anything that names the pupil.
import { kCaseOpen } from '../api/methods';
import { kNoCase } from '../policy/log_facts';
import { type Id, newId } from '../protocol/id';
import type { Leaf } from '../protocol/trust';
import type { NewRouting, Outcome, Person } from './model';
import { composeRoom } from './new_room';
import { type KnownPerson, peopleFor, withoutLeaf } from './people';
import type { Rooms } from './rooms';
import { notMade, refuse } from './words';
import type { WorkContext } from './work_context';

const kKind = 'doorgeleiding';

export class Routing {
  constructor(
    private readonly context: WorkContext,
    private readonly rooms: Rooms,
    private readonly self: () => Promise<Leaf | undefined>,
  ) {}

  /** Of every gemeente of the region. */
  async officials(): Promise<Outcome<readonly Person[]>> {
    const found = await this.found();
    return found.ok ? { ok: true, value: found.value.map(withoutLeaf) } : found;
  }

  /** The text has passed the check of rule 11. Gives the room. */
  async passOn({ gemeente, ageBand, title, text }: NewRouting): Promise<Outcome<string>> {
    const lang = this.context.lang();
    await this.context.renew();
    const self = await this.self();
    if (self === undefined) return refuse('not_certified', lang);
    const found = await this.found();
    if (!found.ok) return found;
    const officials = found.value.filter(({ orgName }) => orgName === gemeente);
    if (officials.length === 0) return refuse('no_partner', lang);
    const { rules } = this.context;
    const [step = 0] = rules.policy.rooms[kKind].openings.flatMap(({ steps }) => steps);
    const room = newId();
    const composed = await composeRoom(
      {
        ...{ room, case: kNoCase as Id, kind: kKind, phase: 'anonymous', step, event: 'room_opened' },
        by: this.context.keys.asMember(),
        leaves: [self, ...officials.map(({ leaf }) => leaf)],
        first: [{ type: 'text', text, title, replyTo: '' }],
      },
      rules,
      this.context.trust(),
      this.context.serverNow(),
    );
    if (!composed.ok) return notMade(composed.failure, rules.policy, lang);
    const opened = await this.context.call(kCaseOpen, {
      ...{ case: newId(), age_band: ageBand, lead: self.leaf, room: composed.value, continues: '' },
    });
    if (!opened.ok) return opened;
    await this.rooms.adopt(opened.value.room);
    return { ok: true, value: room };
  }

  private async found(): Promise<Outcome<readonly KnownPerson[]>> {
    const people = await peopleFor(this.context, kKind, '');
    if (!people.ok) return people;
    return { ok: true, value: people.value.filter(({ leaf }) => leaf.issuer.type === 'gemeente') };
  }
}
