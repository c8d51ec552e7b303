// SPDX-License-Identifier: EUPL-1.2
// What is typed and not sent. The client keeps it in memory: it outlives navigation and lock, not signing out.
import { useCallback, useState } from 'react';
import { useClient } from '../client_context';

export function useDraft(key: string): [string, (text: string) => void] {
  const client = useClient();
  const [text, setText] = useState(() => client.draft(key));
  const change = useCallback(
    (next: string) => {
      setText(next);
      client.setDraft(key, next);
    },
    [client, key],
  );
  return [text, change];
}

/** A form's draft, kept as one JSON text. A draft that cannot be read counts as none. */
export function useFormDraft<T extends object>(key: string, empty: T): [T, (part: Partial<T>) => void, () => void] {
  const client = useClient();
  const [form, setForm] = useState<T>(() => {
    const kept = client.draft(key);
    if (!kept) return empty;
    try {
      return { ...empty, ...JSON.parse(kept) };
    } catch {
      return empty;
    }
  });
  const change = (part: Partial<T>): void => {
    const next = { ...form, ...part };
    setForm(next);
    client.setDraft(key, JSON.stringify(next));
  };
  const clear = (): void => client.setDraft(key, '');
  return [form, change, clear];
}
