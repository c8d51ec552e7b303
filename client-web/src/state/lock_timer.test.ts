// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import { kLockAfterMs, kTouchEveryMs, kWarnBeforeMs, type LockState, LockTimer } from './lock_timer';
import { HandClock } from './testing/hand_clock';

function started() {
  const clock = new HandClock();
  const shown: LockState[] = [];
  const heard: string[] = [];
  const timer = new LockTimer(clock, {
    changed: (state) => shown.push(state),
    lock: () => heard.push('lock'),
    touchServer: () => heard.push('touch'),
  });
  timer.start();
  return { clock, timer, heard, state: () => shown.at(-1) };
}

describe('the lock', () => {
  it('falls_after_fifteen_minutes_without_activity_and_warns_two_minutes_before', () => {
    const { clock, heard, state } = started();
    const locksAt = clock.now() + kLockAfterMs;
    expect(state()).toEqual({ locksAt, warning: false });
    clock.turn(kLockAfterMs - kWarnBeforeMs - 1);
    expect(state()?.warning).toBe(false);
    clock.turn(1);
    expect(state()).toEqual({ locksAt, warning: true });
    clock.turn(kWarnBeforeMs - 1);
    expect(heard).toEqual([]);
    clock.turn(1);
    expect(heard).toEqual(['lock']);
    expect(state()).toEqual({ locksAt: 0, warning: false });
  });

  it('moves_with_every_activity_and_takes_its_warning_back', () => {
    const { clock, timer, heard, state } = started();
    clock.turn(kLockAfterMs - 1000);
    timer.touch();
    expect(state()).toEqual({ locksAt: clock.now() + kLockAfterMs, warning: false });
    clock.turn(kLockAfterMs - 1);
    expect(heard).not.toContain('lock');
    clock.turn(1);
    expect(heard).toContain('lock');
  });

  it('does_not_let_activity_undo_a_lock_that_was_slept_through', () => {
    const { clock, timer, heard } = started();
    clock.sleep(kLockAfterMs + 1);
    timer.touch();
    expect(heard).toEqual(['lock']);
  });

  it('tells_the_server_of_activity_at_most_once_a_minute_and_never_leaves_the_last_untold', () => {
    const { clock, timer, heard } = started();
    for (let second = 0; second < 90; second++) {
      clock.turn(1000);
      timer.touch();
    }
    expect(heard).toEqual(['touch']);
    clock.turn(kTouchEveryMs);
    expect(heard).toEqual(['touch', 'touch']);
    clock.turn(kTouchEveryMs);
    expect(heard).toEqual(['touch', 'touch']);
  });

  it('does_nothing_after_it_was_stopped', () => {
    const { clock, timer, heard, state } = started();
    timer.stop();
    timer.touch();
    clock.turn(2 * kLockAfterMs);
    expect(heard).toEqual([]);
    expect(state()).toEqual({ locksAt: 0, warning: false });
  });
});
