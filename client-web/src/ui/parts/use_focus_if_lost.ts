// SPDX-License-Identifier: EUPL-1.2
// Where the focus goes when what had it disappears: whoever works by keyboard or listens is never put back at the top of the page.
import { type RefObject, useEffect, useRef } from 'react';

/** After every change of `value` but the first: when nothing has the focus any more, this element gets it. */
export function useFocusIfLost(place: RefObject<HTMLElement | null>, value: unknown): void {
  const before = useRef(value);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    if (document.activeElement === document.body) place.current?.focus();
  }, [place, value]);
}
