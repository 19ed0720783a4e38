/** `npm run bench -- NAME`: measures one thing beside what it is compared with; the last line is JSON. */
import { runNamed } from './lib/named.mjs';

await runNamed({
  folder: 'bench',
  kind: 'bench',
  command: 'npm run bench --',
  isVerdict: (json) => typeof json?.bench === 'string' && typeof json.metrics === 'object',
});
