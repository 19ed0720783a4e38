/** Writes the suites anew from their words and templates: `npx node moderation-models/suites/generate.ts`. */
import { writeFileSync } from 'node:fs';

import { suites, writeSuite } from './generator/suites.ts';

for (const suite of suites) writeFileSync(new URL(suite.file, import.meta.url), writeSuite(suite));
