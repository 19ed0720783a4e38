import '#lib/app/zod-setup.ts';
import { sotto } from '#lib/app/app.svelte.ts';
import { Safety } from '#lib/safety/index.ts';
import { profileStore } from '#lib/app/profile-store.ts';

/** All that comes after the age gate, in one module, so that the gate itself stays small. */
export { default as FailurePage } from '#lib/components/search/FailurePage.svelte';
export { default as Stage } from '#lib/components/Stage.svelte';

const safety = new Safety();

export function openApp() {
  return { app: sotto, safety, profiles: profileStore(), onsoon: () => sotto.preload() };
}
