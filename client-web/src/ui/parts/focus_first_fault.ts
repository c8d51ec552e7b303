// SPDX-License-Identifier: EUPL-1.2
// After the next paint, when the faults are marked, the focus goes to the first.
export function focusFirstFault(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>(':is(input, textarea, select, fieldset)[aria-invalid="true"]')?.focus());
}
