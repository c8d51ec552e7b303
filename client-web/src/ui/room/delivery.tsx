// SPDX-License-Identifier: EUPL-1.2
// How far one's own message came, in words beside the tick.
import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react';
import type { Message, Room } from '../../state/model';
import { listWords, namesIn } from '../facts';
import type { Dictionary } from '../words/nl';
import { useWords } from '../words/words';

const icons = { waiting: Clock, sent: Check, delivered: CheckCheck, read: CheckCheck, refused: CircleAlert } as const;

function words(t: Dictionary, room: Room, message: Message): string {
  const names = (list: readonly string[]): string => listWords(t, namesIn(t, room, list));
  if (message.state === 'read' && message.readBy.length > 0) return t.thread.readBy(names(message.readBy));
  if (message.state === 'delivered' && message.deliveredTo.length > 0) return t.thread.deliveredTo(names(message.deliveredTo));
  return t.thread.states[message.state];
}

export function Delivery({ room, message }: { room: Room; message: Message }) {
  const { t } = useWords();
  const Icon = icons[message.state];
  return (
    <p className={`delivery delivery--${message.state}`}>
      <Icon aria-hidden />
      <span>{words(t, room, message)}</span>
      {message.problem && <span className="delivery__problem">{message.problem.message}</span>}
    </p>
  );
}
