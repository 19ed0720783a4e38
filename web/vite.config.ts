import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import { compressSite } from './compress-site.ts';
import { offlineFiles } from './offline-files.ts';

/**
 * Kit's route announcer carries an inline style, which a policy of `style-src 'self'` refuses: the text meant
 * for screen readers would then show on the page. The class from app.css does the same without it.
 */
function announcerWithoutInlineStyle(): Plugin {
  return {
    name: 'sotto:announcer-without-inline-style',
    enforce: 'pre',
    transform: {
      filter: { id: /@sveltejs\/kit\/src\/runtime\/components\/root\.svelte$/ },
      handler(code) {
        const styled = /(id="svelte-announcer"[^>]*?)style="[^"]*"/;
        if (!styled.test(code))
          throw new Error('the announcer of SvelteKit has changed: look whether it still has a style');
        return { code: code.replace(styled, '$1class="sr-only"'), map: null };
      },
    },
  };
}

const pages = 'build';

/** The static adapter, with variants of each file that it doesn't make: of the models, and without doing work twice. */
function adapterWithVariants(): ReturnType<typeof adapter> {
  const inner = adapter({ pages, assets: pages, fallback: '404.html' });
  return {
    ...inner,
    async adapt(builder) {
      await inner.adapt(builder);
      await compressSite(pages);
    },
  };
}

export default defineConfig({
  plugins: [
    announcerWithoutInlineStyle(),
    tailwindcss(),
    sveltekit({
      adapter: adapterWithVariants(),
      // Polling would be a request that nobody asked for; a new version is seen at the next start.
      version: { pollInterval: 0 },
      // `lib/offline` does, when the page is idle.
      serviceWorker: { register: false },
    }),
    offlineFiles('.svelte-kit/output/client'),
  ],
  // A worker may load parts of its own later, as the one that screens does with the runtime.
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:3000', ws: true } } },
});
