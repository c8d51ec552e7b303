// SPDX-License-Identifier: EUPL-1.2
// Whether to do what cannot be undone. The focus is on not doing it.
import { useRef } from 'react';
import { useWords } from '../words/words';
import { Act } from './button';
import { Dialog } from './dialog';

interface ConfirmProps {
  readonly title: string;
  readonly body: string;
  readonly yes: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

export function Confirm({ title, body, yes, onYes, onNo }: ConfirmProps) {
  const { t } = useWords();
  const no = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      title={title}
      onClose={onNo}
      first={no}
      actions={
        <>
          <Act danger onClick={onYes}>
            {yes}
          </Act>
          <Act weight="subtle" ref={no} onClick={onNo}>
            {t.cancel}
          </Act>
        </>
      }
    >
      <p>{body}</p>
    </Dialog>
  );
}
