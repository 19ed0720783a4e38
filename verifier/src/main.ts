import { open } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { limits } from '@sotto/protocol';
import { examine, type Outcome } from './outcome.ts';
import { outcomeJson } from './outcome-json.ts';
import { outcomeText } from './text.ts';

/** `npm run verify-report FILE`: verifies an exported case. With `-- FILE --json` it prints the verdict as one line of JSON. */

const exitCodes: Readonly<Record<Outcome['outcome'], number>> = { verified: 0, refused: 1, unreadable: 2 };

process.exitCode = await main();

async function main(): Promise<number> {
  const args = argumentsOf(process.argv.slice(2));
  if (args === undefined) {
    console.error('Usage: npm run verify-report FILE\n       npm run --silent verify-report -- FILE --json');
    return exitCodes.unreadable;
  }
  const file = await contentsOf(args.file);
  if (typeof file === 'string') {
    console.error(`${args.file} could not be read: ${file}`);
    return exitCodes.unreadable;
  }
  const outcome = await examine(file);
  // Somebody reads no more than the beginning: the exit code tells the rest.
  process.stdout.on('error', () => process.exit(exitCodes[outcome.outcome]));
  process.stdout.write(args.json ? `${JSON.stringify(outcomeJson(outcome))}\n` : outcomeText(outcome));
  return exitCodes[outcome.outcome];
}

function argumentsOf(args: string[]): { readonly file: string; readonly json: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [file, ...rest] = positionals;
    return file === undefined || rest.length > 0 ? undefined : { file, json: values.json };
  } catch {
    return undefined;
  }
}

/**
 * A file, found from where the command was typed: npm changes the folder. No more of it than a case may have and one byte, by
 * which {@link examine} sees that it is too large. Or the reason why it can't be read.
 */
async function contentsOf(file: string): Promise<Blob | string> {
  try {
    const handle = await open(path.resolve(process.env.INIT_CWD ?? process.cwd(), file));
    try {
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      const stream = handle.createReadStream({ autoClose: false, end: limits.maxCaseChars });
      for await (const chunk of stream) chunks.push(Uint8Array.from(chunk as Buffer));
      return new Blob(chunks);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
