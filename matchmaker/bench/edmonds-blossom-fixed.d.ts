declare module 'edmonds-blossom-fixed' {
  /** Edges as [a, b, weight]; answers each node's partner, or -1. */
  export default function blossom(edges: readonly (readonly [number, number, number])[]): number[];
}
