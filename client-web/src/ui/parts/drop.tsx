// SPDX-License-Identifier: EUPL-1.2
// A small panel that opens under a word. It closes on Escape, on a press elsewhere, and when the focus moves on.
import { ChevronDown, type LucideIcon } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';

interface DropHandle {
  readonly place: RefObject<HTMLDetailsElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
  /** closes it and gives the focus back to the word */
  readonly close: () => void;
}

export function useDrop(summary: RefObject<HTMLElement | null>): DropHandle {
  const place = useRef<HTMLDetailsElement>(null);
  const shut = (): void => {
    if (place.current) place.current.open = false;
  };
  const close = (): void => {
    shut();
    summary.current?.focus();
  };
  useEffect(() => {
    const pressed = (event: PointerEvent): void => {
      if (place.current && event.target instanceof Node && !place.current.contains(event.target)) place.current.open = false;
    };
    addEventListener('pointerdown', pressed);
    return () => removeEventListener('pointerdown', pressed);
  }, []);
  return {
    place,
    close,
    onKeyDown: (event) => {
      if (event.key === 'Escape' && place.current?.open) close();
    },
    onBlur: (event) => {
      if (event.relatedTarget instanceof Node && !place.current?.contains(event.relatedTarget)) shut();
    },
  };
}

export function Drop({ icon: Icon, label, children }: { icon: LucideIcon; label: string; children: ReactNode }) {
  const summary = useRef<HTMLElement>(null);
  const { place, onKeyDown, onBlur } = useDrop(summary);
  return (
    <details className="drop" ref={place} onKeyDown={onKeyDown} onBlur={onBlur}>
      <summary ref={summary}>
        <Icon aria-hidden />
        <span>{label}</span>
        <ChevronDown aria-hidden />
      </summary>
      <div className="drop__body">{children}</div>
    </details>
  );
}
