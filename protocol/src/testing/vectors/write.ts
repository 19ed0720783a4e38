import { writeFile } from 'node:fs/promises';
import { vectorFolder, vectorNames, vectorText } from './index.ts';

/** `npm run vectors -w protocol`: writes the golden vectors anew. A difference is a change of a format. */
for (const name of vectorNames)
  await writeFile(new URL(`${name}.json`, vectorFolder), await vectorText(name));
