import { writeFile } from 'node:fs/promises';
import { ticketVectorText, vectorFile } from './ticket-vectors.ts';

/** `npm run vectors -w signaling`: writes the golden match tickets anew. A difference is a change of the format. */
await writeFile(vectorFile, ticketVectorText());
