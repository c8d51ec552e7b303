// SPDX-License-Identifier: EUPL-1.2
// What a peer, the server or a wrong secret can cause is a value, not an exception.

/** `crypto`: one undifferentiated failure; `malformed`: not the bytes the protocol asks for; the others say which check refused. */
export type FailureCode = 'crypto' | 'malformed' | 'signature' | 'certificate' | 'log' | 'denied' | 'epoch' | 'item' | 'forked';

export interface Failure {
  readonly code: FailureCode;
  /** a literal of ours, never data of a person */
  readonly where: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(code: FailureCode, where: string): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code, where } };
}
