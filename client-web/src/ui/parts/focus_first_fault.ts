// SPDX-License-Identifier: EUPL-1.2
// After the next paint, when the faults are marked, the focus goes to the first.
export function focusFirstFault(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const first = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (first?.matches('fieldset') ? first.querySelector<HTMLElement>('input') : first)?.focus();
  });
}
