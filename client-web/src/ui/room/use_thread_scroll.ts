// SPDX-License-Identifier: EUPL-1.2
// Where the reader is in a conversation: opens at the first unread message, follows new ones while at the end,
// and keeps what is read in its place when older messages are put above it.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Message } from '../../state/model';

const kNearEndPx = 48;
const kAboveUnreadPx = 16;

export interface ThreadScroll {
  readonly box: RefObject<HTMLElement | null>;
  readonly atEnd: boolean;
  readonly onScroll: () => void;
  readonly toEnd: () => void;
}

export function useThreadScroll(messages: readonly Message[], firstUnread: string): ThreadScroll {
  const box = useRef<HTMLElement>(null);
  const before = useRef({ first: '', height: 0, opened: false });
  const [atEnd, setAtEnd] = useState(true);
  const end = useRef(true);

  const measure = useCallback(() => {
    const element = box.current;
    if (!element) return;
    end.current = element.scrollHeight - element.scrollTop - element.clientHeight < kNearEndPx;
    setAtEnd(end.current);
  }, []);
  const toEnd = useCallback(() => {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
    measure();
  }, [measure]);

  const first = messages[0]?.id ?? '';
  const last = messages.at(-1)?.id ?? '';
  const followed = messages.at(-1)?.state === 'waiting';
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !last) return;
    const was = before.current;
    if (!was.opened) {
      const marker = firstUnread ? element.querySelector('[data-unread-from]') : null;
      // Not scrollIntoView: that also scrolls what is around the box.
      if (marker) element.scrollTop += marker.getBoundingClientRect().top - element.getBoundingClientRect().top - kAboveUnreadPx;
      else element.scrollTop = element.scrollHeight;
    } else if (was.first !== first) {
      element.scrollTop += element.scrollHeight - was.height;
    } else if (end.current || followed) {
      element.scrollTop = element.scrollHeight;
    }
    before.current = { first, height: element.scrollHeight, opened: true };
    measure();
  }, [first, last, followed, firstUnread, messages.length, measure]);

  // The keyboard of a phone, or a composer that grows, takes room away: who was at the end stays there.
  useEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      if (end.current) element.scrollTop = element.scrollHeight;
      measure();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [measure]);

  return { box, atEnd, onScroll: measure, toEnd };
}
