// SPDX-License-Identifier: EUPL-1.2
// Addresses of screens. They live behind the '#', so that no id of a case or room ever reaches a server log.
import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

export type Route =
  | { readonly name: 'home' | 'new_case' | 'follow_up' | 'stand_in' | 'pass_on' | 'people' | 'settings' | 'enrol' | 'recover' | 'missing' }
  | { readonly name: 'case' | 'continue_case' | 'start_consult' | 'start_report' | 'make_known' | 'family'; readonly caseId: string }
  | { readonly name: 'open_room'; readonly caseId: string; readonly kind: string }
  | { readonly name: 'record'; readonly caseId: string; readonly record: string }
  | { readonly name: 'move'; readonly caseId: string; readonly to: string }
  | { readonly name: 'room'; readonly room: string; readonly thread: string }
  | { readonly name: 'new_thread' | 'room_people' | 'minutes' | 'relation' | 'invitation'; readonly room: string }
  | { readonly name: 'room_record'; readonly room: string; readonly record: string }
  | { readonly name: 'room_move'; readonly room: string; readonly to: string };

const words = {
  home: '',
  new_case: 'casus/nieuw',
  follow_up: 'opvolging',
  stand_in: 'waarneming',
  pass_on: 'doorgeven',
  people: 'mensen',
  settings: 'instellingen',
  enrol: 'uitnodiging',
  recover: 'herstel',
  missing: 'niet-gevonden',
} as const;

export function pathOf(route: Route): string {
  switch (route.name) {
    case 'case':
      return `#/casus/${route.caseId}`;
    case 'continue_case':
      return `#/casus/${route.caseId}/vervolg`;
    case 'start_consult':
      return `#/casus/${route.caseId}/consultatie`;
    case 'start_report':
      return `#/casus/${route.caseId}/melding`;
    case 'make_known':
      return `#/casus/${route.caseId}/bekendmaken`;
    case 'family':
      return `#/casus/${route.caseId}/gesprek`;
    case 'open_room':
      return `#/casus/${route.caseId}/openen/${route.kind}`;
    case 'room_people':
      return `#/overleg/${route.room}/deelnemers`;
    case 'minutes':
      return `#/overleg/${route.room}/verslag`;
    case 'relation':
      return `#/overleg/${route.room}/relatie`;
    case 'invitation':
      return `#/uitnodiging/${route.room}`;
    case 'room_record':
      return `#/overleg/${route.room}/vastleggen/${route.record}`;
    case 'room_move':
      return `#/overleg/${route.room}/naar/${route.to}`;
    case 'record':
      return `#/casus/${route.caseId}/vastleggen/${route.record}`;
    case 'move':
      return `#/casus/${route.caseId}/naar/${route.to}`;
    case 'room':
      return route.thread ? `#/overleg/${route.room}/${route.thread}` : `#/overleg/${route.room}`;
    case 'new_thread':
      return `#/overleg/${route.room}/nieuw`;
    default:
      return `#/${words[route.name]}`;
  }
}

export function routeOf(hash: string): Route {
  const path = hash.replace(/^#?\/?/, '').replace(/\/$/, '');
  for (const [name, word] of Object.entries(words)) if (path === word) return { name: name as keyof typeof words };
  const [area, id, rest, what, more] = path.split('/');
  if (!id || more !== undefined) return { name: 'missing' };
  if (area === 'casus' && rest === 'vastleggen' && what) return { name: 'record', caseId: id, record: what };
  if (area === 'casus' && rest === 'naar' && what) return { name: 'move', caseId: id, to: what };
  if (area === 'casus' && rest === 'openen' && what) return { name: 'open_room', caseId: id, kind: what };
  if (area === 'overleg' && rest === 'vastleggen' && what) return { name: 'room_record', room: id, record: what };
  if (area === 'overleg' && rest === 'naar' && what) return { name: 'room_move', room: id, to: what };
  if (what !== undefined) return { name: 'missing' };
  if (area === 'casus' && rest === undefined) return { name: 'case', caseId: id };
  if (area === 'casus' && rest === 'vervolg') return { name: 'continue_case', caseId: id };
  if (area === 'casus' && rest === 'consultatie') return { name: 'start_consult', caseId: id };
  if (area === 'casus' && rest === 'melding') return { name: 'start_report', caseId: id };
  if (area === 'casus' && rest === 'bekendmaken') return { name: 'make_known', caseId: id };
  if (area === 'casus' && rest === 'gesprek') return { name: 'family', caseId: id };
  if (area === 'overleg' && rest === 'deelnemers') return { name: 'room_people', room: id };
  if (area === 'overleg' && rest === 'verslag') return { name: 'minutes', room: id };
  if (area === 'overleg' && rest === 'relatie') return { name: 'relation', room: id };
  if (area === 'uitnodiging' && rest === undefined) return { name: 'invitation', room: id };
  if (area === 'overleg' && rest === 'nieuw') return { name: 'new_thread', room: id };
  if (area === 'overleg') return { name: 'room', room: id, thread: rest ?? '' };
  return { name: 'missing' };
}

const listeners = new Set<() => void>();
let navigations = 0;
const changed = (): void => {
  navigations += 1;
  for (const listener of listeners) listener();
};

export function navigate(route: Route, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', pathOf(route));
  else history.replaceState(null, '', pathOf(route));
  changed();
}

/** False on the very first screen: nothing takes the focus before the person has done something here. */
export const hasActed = (): boolean => navigations > 0 || navigator.userActivation?.hasBeenActive === true;

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener('popstate', changed);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener('popstate', changed);
  };
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return routeOf(hash);
}

type RouteLinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: Route };

/** A real link: it can be opened in a new tab, and within the page it does not reload. */
export function RouteLink({ to, onClick, ...rest }: RouteLinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return <a {...rest} href={pathOf(to)} onClick={follow} />;
}
