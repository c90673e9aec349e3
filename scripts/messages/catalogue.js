import { Linter } from 'eslint';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { samples } from './samples.js';

/** Where the catalogue is kept. */
export const CATALOGUE = fileURLToPath(new URL('../../docs/messages.md', import.meta.url));

const INTRODUCTION = `# Every message

What the rules say, each with the program they say it about. Written by \`npm run docs\` from what the rules really report; a test fails when this page and the rules disagree. How sentences are built: who can do what, the exchange that proves it, what to do about it.
`;

/**
 * The text of docs/messages.md. Throws if a sample does not make its rule say its message.
 *
 * @param {import('eslint').ESLint.Plugin} plugin
 * @returns {Promise<string>}
 */
export async function messageCatalogue(plugin) {
  const sections = Object.entries(plugin.rules ?? {}).map(([name, rule]) => sectionOf(plugin, name, rule));
  const options = await prettier.resolveConfig(CATALOGUE);
  return prettier.format([INTRODUCTION, ...sections].join('\n'), { ...options, parser: 'markdown' });
}

/**
 * @param {import('eslint').ESLint.Plugin} plugin
 * @param {string} name
 * @param {import('eslint').Rule.RuleModule} rule
 */
function sectionOf(plugin, name, rule) {
  const messages = rule.meta?.messages ?? {};
  const entries = Object.keys(messages)
    .filter((id) => id !== 'applyRemedy')
    .flatMap((id) => entriesOf(plugin, name, id));
  const suggestion = messages['applyRemedy'];
  return [
    `## ${name}\n\n[What is wrong, and examples](rules/${path.basename(name)}.md)\n`,
    ...entries,
    ...(suggestion === undefined
      ? []
      : [
          `As a suggestion, with \`settings.cors.fix: 'suggest'\`, the remedy is called:\n\n${saidIn(suggestion)}\n`,
        ]),
  ].join('\n');
}

/**
 * @param {import('eslint').ESLint.Plugin} plugin
 * @param {string} rule
 * @param {string} messageId
 */
function entriesOf(plugin, rule, messageId) {
  const shown = samples.filter((sample) => sample.rule === rule && sample.messageId === messageId);
  if (shown.length === 0) throw new Error(`no sample makes ${rule} say '${messageId}'`);
  return [
    `### \`${messageId}\`\n`,
    ...shown.map(
      (sample) =>
        `${sample.about}\n\n\`\`\`js\n${sample.program}\`\`\`\n\n${saidIn(messageOf(plugin, sample))}\n`,
    ),
  ];
}

/**
 * @param {import('eslint').ESLint.Plugin} plugin
 * @param {import('./samples.js').Sample} sample
 */
function messageOf(plugin, { rule, messageId, program, options }) {
  const reports = new Linter().verify(program, {
    plugins: { cors: plugin },
    rules: { [`cors/${rule}`]: options ? ['error', options] : 'error' },
  });
  const [report] = reports;
  if (reports.length !== 1 || report?.messageId !== messageId) {
    throw new Error(
      `the sample of ${rule} '${messageId}' says ${JSON.stringify(reports.map(({ message }) => message))}:\n${program}`,
    );
  }
  return report.message;
}

/** @param {string} message */
const saidIn = (message) => `\`\`\`text\n${message}\n\`\`\``;
