/** `node suites/generate.ts`: writes `suites/test.jsonl` anew from its words and templates. */
import { writeFileSync } from 'node:fs';

import { testSuite, writeSuite } from './generator/suites.ts';

writeFileSync(new URL('test.jsonl', import.meta.url), writeSuite(testSuite));
