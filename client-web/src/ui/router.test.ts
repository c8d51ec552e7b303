// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { pathOf, type Route, routeOf } from './router';
import { isOwnScript } from './trusted_types';

describe('addresses', () => {
  const routes: readonly Route[] = [
    { name: 'home' },
    { name: 'new_case' },
    { name: 'people' },
    { name: 'settings' },
    { name: 'enrol' },
    { name: 'recover' },
    { name: 'missing' },
    { name: 'case', caseId: 'abc' },
    { name: 'start_consult', caseId: 'abc' },
    { name: 'start_report', caseId: 'abc' },
    { name: 'room_record', room: 'abc', record: 'report_returned' },
    { name: 'room_move', room: 'abc', to: '5' },
    { name: 'record', caseId: 'abc', record: 'pupil_talk' },
    { name: 'move', caseId: 'abc', to: 'closed_at_school' },
    { name: 'room', room: 'abc', thread: '' },
    { name: 'room', room: 'abc', thread: 'def' },
    { name: 'new_thread', room: 'abc' },
  ];
  for (const route of routes) it(`${pathOf(route)} leads back to ${route.name}`, () => expect(routeOf(pathOf(route))).toEqual(route));

  it('keeps_every_id_behind_the_hash', () => {
    for (const route of routes) expect(pathOf(route).startsWith('#/')).toBe(true);
  });

  it('sends_an_unknown_address_to_the_missing_page', () => {
    for (const hash of ['#/elders', '#/casus', '#/casus/a/b', '#/casus/a/vastleggen', '#/casus/a/naar/b/c', '#/overleg/a/b/c'])
      expect(routeOf(hash)).toEqual({ name: 'missing' });
  });
});

describe('trusted types', () => {
  const table: readonly [string, boolean][] = [
    ['/assets/worker-abc123.js', true],
    ['https://localhost:8443/assets/worker.js', true],
    ['https://elsewhere.example/assets/worker.js', false],
    ['/upload/worker.js', false],
    ['data:text/javascript,1', false],
    ['/assets/../upload/x.js', false],
  ];
  for (const [address, allowed] of table)
    it(`${address} is ${allowed ? 'ours' : 'refused'}`, () => expect(isOwnScript(address, 'https://localhost:8443')).toBe(allowed));
});
