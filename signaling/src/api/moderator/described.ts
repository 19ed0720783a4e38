import type { ProblemKind } from '@sotto/protocol';
import { documented, type RouteDescription } from '../documented.ts';

/** What the gate answers before any handler. */
const ofGate: readonly ProblemKind[] = [
  'console-only',
  'origin-forbidden',
  'too-many-requests',
  'unavailable',
];

/** Documents a route that whoever has signed in may use, or some of those. */
export function forModerators(route: Omit<RouteDescription, 'tag' | 'forModerators'>) {
  const problems: readonly ProblemKind[] = ['signed-out', 'role-missing', ...ofGate, ...route.problems];
  return documented({ ...route, problems, tag: 'Moderators', forModerators: true });
}

/** Documents a route that opens the door. */
export function forAnyone(route: Omit<RouteDescription, 'tag' | 'forModerators'>) {
  return documented({ ...route, problems: [...ofGate, ...route.problems], tag: 'Moderators' });
}
