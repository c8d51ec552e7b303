// SPDX-License-Identifier: EUPL-1.2
// Structural sharing: what did not change keeps its identity, so that a screen redraws only what did and a patch carries only that.

type Plain = { readonly [key: string]: unknown };

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function idOf(value: unknown): string | undefined {
  return isPlain(value) && typeof value.id === 'string' ? value.id : undefined;
}

/** Members with an `id` are followed when they change place; others are compared with what stood in their place. */
function shareList(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const byId = new Map(before.map((one) => [idOf(one), one]));
  const merged = next.map((one, i) => share(idOf(one) === undefined ? before[i] : byId.get(idOf(one)), one));
  return before.length === merged.length && merged.every((one, i) => Object.is(one, before[i])) ? before : merged;
}

/** A value equal to `next` that reuses every part of `before` that is equal. For plain data only. */
export function share<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next;
  if (Array.isArray(before) && Array.isArray(next)) return shareList(before, next) as T;
  if (!isPlain(before) || !isPlain(next)) return next;
  const keys = Object.keys(next);
  const merged: Record<string, unknown> = {};
  let same = Object.keys(before).length === keys.length;
  for (const key of keys) {
    merged[key] = share(before[key], next[key]);
    same &&= Object.hasOwn(before, key) && Object.is(merged[key], before[key]);
  }
  return same ? (before as T) : (merged as T);
}
