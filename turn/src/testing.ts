/** A small internet in network namespaces, and a client that tries out a relay: for whole-system tests. */
export { directPathBetween, networkKinds, type NetworkKind } from './nat/kinds.ts';
export { createLaboratory, type Laboratory, type RoamingSite, type Site } from './nat/laboratory.ts';
export { whyNoNamespaces } from './nat/namespaces.ts';
