import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** What the page is called where it is written to a disk. */
export const pageFileName = 'sotto-verifier.html';

/**
 * The verifier as one HTML file that needs nothing else: script, style and fonts stand in it, and its policy lets it load or
 * send nothing. The same sources give the same bytes.
 */
export async function buildPage(): Promise<string> {
  const template = await readFile(fileURLToPath(new URL('page/page.html', import.meta.url)), 'utf8');
  const { script, style } = await bundle();
  return fill(template, { POLICY: policyOf(script, style), STYLE: style, SCRIPT: script });
}

async function bundle(): Promise<{ script: string; style: string }> {
  const output = await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      cssCodeSplit: false,
      // Fonts become part of the style.
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      rolldownOptions: {
        input: fileURLToPath(new URL('page/start.ts', import.meta.url)),
        output: { codeSplitting: false },
      },
    },
  });
  if (!('output' in output)) throw new Error('one build was asked for, without watching');
  const scripts = output.output.filter((file) => file.type === 'chunk');
  const assets = output.output.filter((file) => file.type === 'asset');
  const [script] = scripts;
  const [style] = assets;
  if (
    scripts.length !== 1 ||
    assets.length !== 1 ||
    script === undefined ||
    typeof style?.source !== 'string'
  )
    throw new Error('a page has one script and one style, and nothing beside');
  // In a string or a regular expression this means the same, and does not end the element.
  return { script: script.code.replaceAll('</script', '<\\/script').trim(), style: style.source.trim() };
}

/** Nothing from outside and nothing to outside; no script but this one; no text that becomes markup. */
function policyOf(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${sourceOf(script)}`,
    `style-src ${sourceOf(style)}`,
    'font-src data:',
    'img-src blob: data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Puts each text where its name stands in double braces. What is put in is not looked through again. */
function fill(template: string, texts: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const text = texts[name];
    if (text === undefined) throw new Error(`the page has a place for ${name}, for which there is nothing`);
    return text;
  });
}
