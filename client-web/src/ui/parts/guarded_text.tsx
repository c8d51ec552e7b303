// SPDX-License-Identifier: EUPL-1.2
// A text area that marks what could name the pupil while it is typed. The marks lie behind the text, in a copy that also sets the height.
import { Textarea } from '@utrecht/component-library-react';
import { ShieldAlert } from 'lucide-react';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { Finding } from '../../state/model';
import { useWords } from '../words/words';

/** The text cut at the findings, in order; where two overlap the first wins. */
export function piecesOf(text: string, findings: readonly Finding[]): readonly { text: string; found?: Finding }[] {
  const pieces: { text: string; found?: Finding }[] = [];
  let at = 0;
  for (const found of [...findings].sort((a, b) => a.start - b.start)) {
    if (found.start < at) continue;
    if (found.start > at) pieces.push({ text: text.slice(at, found.start) });
    pieces.push({ text: text.slice(found.start, found.end), found });
    at = found.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

function select(area: HTMLTextAreaElement | null, found: Finding): void {
  area?.focus();
  area?.setSelectionRange(found.start, found.end);
}

export interface GuardedTextHandle {
  focus(): void;
  /** to a marked word, with that word selected */
  goTo(found: Finding): void;
}

interface GuardedTextProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly findings: readonly Finding[];
  readonly describedBy?: string | undefined;
  readonly label?: string;
  readonly placeholder?: string;
  readonly invalid?: boolean;
  readonly rows?: number;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly handle?: Ref<GuardedTextHandle>;
}

export function GuardedText({
  id,
  value,
  onChange,
  findings,
  describedBy,
  label,
  placeholder,
  invalid,
  rows = 2,
  onKeyDown,
  handle,
}: GuardedTextProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(handle, () => ({
    focus: () => area.current?.focus(),
    goTo: (found) => select(area.current, found),
  }));
  const faulty = invalid || findings.length > 0;
  return (
    <div className="guarded">
      <div className="guarded__field" data-rows={rows}>
        <div className="guarded__copy" aria-hidden="true">
          {piecesOf(value, findings).map((piece, index) =>
            piece.found ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
          )}
          {'\u200b'}
        </div>
        <Textarea
          ref={area}
          id={id}
          rows={1}
          value={value}
          aria-label={label}
          placeholder={placeholder}
          invalid={faulty}
          aria-describedby={[describedBy, findings.length ? `${id}-findings` : ''].filter(Boolean).join(' ') || undefined}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <FindingsList id={`${id}-findings`} text={value} findings={findings} onGo={(found) => select(area.current, found)} />
    </div>
  );
}

interface FindingsListProps {
  readonly id: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly onGo: (found: Finding) => void;
}

function FindingsList({ id, text, findings, onGo }: FindingsListProps) {
  const { t } = useWords();
  // The list pushes down what is below it: whoever has gone on to the button there keeps it in sight.
  useEffect(() => {
    if (findings.length > 0) document.activeElement?.scrollIntoView?.({ block: 'nearest' });
  }, [findings.length]);
  return (
    <div role="status" className="findings-place">
      {findings.length > 0 && (
        <div id={id} className="findings">
          <p className="findings__title">
            <ShieldAlert aria-hidden /> {t.findings.title(findings.length)}
          </p>
          <p className="findings__help">{t.findings.help}</p>
          <ul>
            {findings.map((found) => {
              const words = text.slice(found.start, found.end);
              const kind = t.findings.kinds[found.what];
              return (
                <li key={`${found.start}-${found.what}`}>
                  <button type="button" className="findings__word" onClick={() => onGo(found)} aria-label={t.findings.go(words)}>
                    {words}
                  </button>
                  <span>
                    <strong>{kind.name}.</strong> {kind.advice}
                  </span>
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </div>
  );
}
