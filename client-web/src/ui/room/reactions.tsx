// SPDX-License-Identifier: EUPL-1.2
// A small fixed set of reactions with one meaning each, said in words as well as in a picture.
import { CircleHelp, HandHeart, ListChecks, type LucideIcon, SmilePlus, ThumbsUp } from 'lucide-react';
import type { RefObject } from 'react';
import type { Message, Room } from '../../state/model';
import { useClient } from '../client_context';
import { listWords, namesIn } from '../facts';
import { useDrop } from '../parts/drop';
import { useWords } from '../words/words';

const set: readonly { emoji: string; icon: LucideIcon }[] = [
  { emoji: '👍', icon: ThumbsUp },
  { emoji: '✅', icon: ListChecks },
  { emoji: '❓', icon: CircleHelp },
  { emoji: '🙏', icon: HandHeart },
];

function Picture({ emoji }: { emoji: string }) {
  const Icon = set.find((one) => one.emoji === emoji)?.icon;
  return Icon ? <Icon aria-hidden /> : <span aria-hidden>{emoji}</span>;
}

export function Reactions({ room, message }: { room: Room; message: Message }) {
  const { t } = useWords();
  const client = useClient();
  const given = message.reactions.filter((reaction) => reaction.by.length > 0);
  if (given.length === 0) return null;
  return (
    <ul className="reactions" aria-label={t.thread.reactions_}>
      {given.map((reaction) => {
        const meaning = t.thread.reactions[reaction.emoji] ?? reaction.emoji;
        const names = listWords(t, namesIn(t, room, reaction.by));
        return (
          <li key={reaction.emoji}>
            <button
              type="button"
              className="reaction"
              aria-pressed={reaction.mine}
              aria-label={t.thread.reactedBy(meaning, names)}
              title={t.thread.reactedBy(meaning, names)}
              disabled={room.closed || room.broken !== undefined}
              onClick={() => void client.react(room.id, message.id, reaction.emoji, !reaction.mine)}
            >
              <Picture emoji={reaction.emoji} />
              <span>{meaning}</span>
              {reaction.by.length > 1 && <span>{reaction.by.length}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

interface AddReactionProps {
  readonly room: Room;
  readonly message: Message;
  readonly summary: RefObject<HTMLElement | null>;
}

export function AddReaction({ room, message, summary }: AddReactionProps) {
  const { t } = useWords();
  const client = useClient();
  const { place, onKeyDown, onBlur, close } = useDrop(summary);
  return (
    <details className="react" ref={place} onKeyDown={onKeyDown} onBlur={onBlur}>
      <summary className="mini-button" ref={summary} aria-label={t.thread.react} title={t.thread.react}>
        <SmilePlus aria-hidden />
      </summary>
      <div className="react__set">
        {set.map(({ emoji, icon: Icon }) => {
          const mine = message.reactions.some((reaction) => reaction.emoji === emoji && reaction.mine);
          return (
            <button
              key={emoji}
              type="button"
              className="reaction"
              aria-pressed={mine}
              onClick={() => {
                void client.react(room.id, message.id, emoji, !mine);
                close();
              }}
            >
              <Icon aria-hidden />
              <span>{t.thread.reactions[emoji]}</span>
            </button>
          );
        })}
      </div>
    </details>
  );
}
