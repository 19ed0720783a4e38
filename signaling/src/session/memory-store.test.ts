import { createMemorySessionStore } from './memory-store.ts';
import { contractIdleMs, describeSessionStore } from './store.contract.ts';

describeSessionStore('memory', async () => {
  const store = createMemorySessionStore({ idleMs: contractIdleMs });
  return { here: store, there: store };
});
