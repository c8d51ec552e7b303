// SPDX-License-Identifier: EUPL-1.2
// The three weights of a button, and a link that looks like one. A busy button says so and cannot be pressed twice.
import { Button, type ButtonProps } from '@utrecht/component-library-react';
import { Check, Copy, type LucideIcon } from 'lucide-react';
import { type ReactNode, type Ref, useState } from 'react';
import { type Route, RouteLink } from '../router';
import { useWords } from '../words/words';

type Weight = 'primary' | 'secondary' | 'subtle';
const appearance = {
  primary: 'primary-action-button',
  secondary: 'secondary-action-button',
  subtle: 'subtle-button',
} as const;
const linkClass = {
  primary: 'utrecht-button-link--primary-action',
  secondary: 'utrecht-button-link--secondary-action',
  subtle: 'utrecht-button-link--subtle',
} as const;

interface ActProps extends Omit<ButtonProps, 'appearance' | 'busy' | 'icon'> {
  readonly weight?: Weight;
  readonly icon?: LucideIcon;
  readonly busy?: boolean;
  readonly busyLabel?: string;
  readonly danger?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Act({ weight = 'primary', icon: Icon, busy, busyLabel, danger, children, type = 'button', onClick, ...rest }: ActProps) {
  const { t } = useWords();
  return (
    <Button
      {...rest}
      type={type}
      appearance={appearance[weight]}
      {...(danger ? { hint: 'danger' } : {})}
      {...(busy ? { busy } : {})}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <span className="spinner" aria-hidden /> : Icon && <Icon aria-hidden />}
      <span>{busy ? (busyLabel ?? t.busy) : children}</span>
    </Button>
  );
}

export function ActLink({
  to,
  weight = 'primary',
  icon: Icon,
  children,
}: {
  to: Route;
  weight?: Weight;
  icon?: LucideIcon;
  children: ReactNode;
}) {
  return (
    <RouteLink to={to} className={`utrecht-button-link utrecht-button-link--html-a ${linkClass[weight]}`}>
      {Icon && <Icon aria-hidden />}
      <span>{children}</span>
    </RouteLink>
  );
}

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Act weight="subtle" icon={copied ? Check : Copy} onClick={copy}>
      <span aria-live="polite">{copied ? t.copied : (label ?? t.copy)}</span>
    </Act>
  );
}
