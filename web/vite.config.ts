import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

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

export default defineConfig({
  plugins: [
    announcerWithoutInlineStyle(),
    tailwindcss(),
    sveltekit({
      adapter: adapter({ pages: 'build', assets: 'build', fallback: '404.html', precompress: true }),
      // Polling would be a request that nobody asked for; a new version is seen at the next start.
      version: { pollInterval: 0 },
    }),
  ],
  server: { proxy: { '/api': { target: 'http://127.0.0.1:3000', ws: true } } },
});
