// SPDX-License-Identifier: EUPL-1.2
// Shows the whole application over a fixture client in jsdom, with the few browser parts that jsdom lacks.
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach } from 'vitest';
import { App } from '../app';
import { navigate, type Route } from '../router';
import type { FixtureClient } from './fixture_client';

let wide = true;
window.matchMedia = (query: string) =>
  ({ matches: wide, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};
Element.prototype.scrollIntoView = () => undefined;

afterEach(() => {
  cleanup();
  wide = true;
});

export function show(client: FixtureClient, route: Route = { name: 'home' }, width: 'wide' | 'narrow' = 'wide') {
  wide = width === 'wide';
  navigate(route, 'replace');
  const user = userEvent.setup();
  return { user, ...render(<App client={client} />) };
}
