// SPDX-License-Identifier: EUPL-1.2
// Tells the server how far one has received and read: the furthest only, gathered for a moment, kept while there is no connection.
import type { Cancel } from '../api/clock';
import { kCursorDelivered, kCursorRead } from '../api/methods';
import type { Id } from '../protocol/id';
import type { Outcome } from './model';
import type { WorkContext } from './work_context';

const kGatherMs = 250;

interface Mark {
  readonly room: Id;
  /** "": delivered */
  readonly thread: Id | '';
  readonly seq: number;
}

export class Marks {
  private readonly waiting = new Map<string, Mark>();
  private cancel: Cancel | undefined;

  constructor(private readonly context: WorkContext) {}

  delivered(room: Id, seq: number): void {
    this.mark({ room, thread: '', seq });
  }

  read(room: Id, thread: Id, seq: number): void {
    this.mark({ room, thread, seq });
  }

  async flush(): Promise<void> {
    this.cancel?.();
    this.cancel = undefined;
    if (!this.context.online()) return;
    const marks = [...this.waiting];
    this.waiting.clear();
    await Promise.all(
      marks.map(async ([key, mark]) => {
        const told = await this.tell(mark);
        const unheard = !told.ok && (told.problem.reason === 'lost' || told.problem.reason === 'offline');
        if (unheard && !this.waiting.has(key)) this.waiting.set(key, mark);
      }),
    );
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.waiting.clear();
  }

  private mark(mark: Mark): void {
    const key = `${mark.room}/${mark.thread}`;
    if (mark.seq <= (this.waiting.get(key)?.seq ?? 0)) return;
    this.waiting.set(key, mark);
    this.cancel ??= this.context.clock.after(kGatherMs, () => void this.flush());
  }

  private tell({ room, thread, seq }: Mark): Promise<Outcome<undefined>> {
    return thread === '' ? this.context.call(kCursorDelivered, { room, seq }) : this.context.call(kCursorRead, { room, thread, seq });
  }
}
