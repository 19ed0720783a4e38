import { parseArgs } from 'node:util';

export interface Arguments {
  /** A folder with `LANGUAGE-SPLIT.jsonl.gz`. */
  readonly data: string | undefined;
  readonly extra: readonly string[];
  /** The language of the lines in `extra`, where their table has no such column. */
  readonly language: string;
  /** Where each line that was treated wrong is listed with what fired. */
  readonly list: string | undefined;
}

export const usage = `npm run models:evaluate [-- --data FOLDER] [--extra FILE.csv]… [--language en] [--list FILE.jsonl]

  --data      folder with the labelled sets; without it MODERATION_DATA, else only what lies in the project
  --extra     a table of your own with the columns text and label; may be given several times
  --language  language of the lines in --extra that have no column language (en)
  --list      writes the lines that were treated wrong, with what fired, into this file
`;

/** The arguments of the command, or what is wrong with them. */
export function readArguments(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): { readonly ok: true; readonly arguments: Arguments } | { readonly ok: false; readonly message: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        extra: { type: 'string', multiple: true },
        language: { type: 'string' },
        list: { type: 'string' },
      },
    });
    return {
      ok: true,
      arguments: {
        data: values.data ?? (environment['MODERATION_DATA'] || undefined),
        extra: values.extra ?? [],
        language: values.language ?? 'en',
        list: values.list,
      },
    };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
