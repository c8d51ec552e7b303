// SPDX-License-Identifier: EUPL-1.2
// Shows the whole application over a fixture client in jsdom, with the few browser parts that jsdom lacks.
import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach } from 'vitest';
import { App } from '../app';
import { navigate, type Route } from '../router';
import type { FixtureClient } from './fixture_client';

// Asking jsdom what each element's style is takes most of a test's time; nothing here is hidden by style. A busy machine may take long.
configure({ defaultHidden: true, asyncUtilTimeout: 15_000 });

let wide = true;
window.matchMedia = (query: string) =>
  ({ matches: wide, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};

afterEach(() => {
  cleanup();
  wide = true;
});

export function show(client: FixtureClient, route: Route = { name: 'home' }, width: 'wide' | 'narrow' = 'wide') {
  wide = width === 'wide';
  navigate(route, 'replace');
  const user = userEvent.setup({ delay: null });
  return { user, ...render(<App client={client} />) };
}
