import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../repository/root.js';

/** What a code block says about itself behind its language: ```` ```js incorrect file=config/cors.js ````. */
export type Claim = 'incorrect' | 'correct' | 'fixed' | 'configuration';

export interface CodeBlock {
  /** The page, relative to the repository. */
  readonly page: string;
  /** The line of its fence, from 1. */
  readonly line: number;
  readonly language: string;
  /** Undefined for a block that claims nothing. */
  readonly claim: Claim | undefined;
  /** `name=value` pairs behind the claim: `file`, `rule`, `options` as JSON. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const CLAIMS: readonly string[] = ['incorrect', 'correct', 'fixed', 'configuration'] satisfies Claim[];

/** The fenced code blocks of a text in Markdown, in order. */
export function codeBlocksOf(page: string, markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { line: number; info: string; lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^\s*```(.*)$/.exec(line);
    if (!fence) open?.lines.push(line);
    else if (open) {
      blocks.push(blockOf(page, open.line, open.info, open.lines));
      open = undefined;
    } else open = { line: index + 1, info: fence[1] ?? '', lines: [] };
  }
  return blocks;
}

function blockOf(page: string, line: number, info: string, lines: readonly string[]): CodeBlock {
  const [language = '', ...words] = info.trim().split(/\s+/);
  const attributes = words
    .map((word) => /^(\w+)=(.*)$/.exec(word))
    .flatMap((match) => (match?.[1] !== undefined && match[2] !== undefined ? [[match[1], match[2]]] : []));
  return {
    page,
    line,
    language,
    claim: words.find((word): word is Claim => CLAIMS.includes(word)),
    attributes: Object.fromEntries(attributes) as Record<string, string>,
    text: lines.map((text) => `${text}\n`).join(''),
  };
}

/** The pages of a folder and the folders in it, as paths relative to the repository. */
export const pagesIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .sort();

export const readPage = (page: string): string => readFileSync(path.join(root, page), 'utf8');

/** All code blocks of a page. */
export const codeBlocksIn = (page: string): CodeBlock[] => codeBlocksOf(page, readPage(page));
