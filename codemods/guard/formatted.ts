import { rulesOf } from '../../src/hosts/rule-facts.js';
import type { Format } from './arguments.js';
import { github } from './github.js';
import { guardReport } from './guard-report.js';
import { markdown } from './markdown.js';
import { printableJson } from './printable.js';
import type { Report } from './report.js';
import { sarif } from './sarif.js';
import { stylish } from './stylish.js';
import type { Surroundings } from './surroundings.js';

/**
 * What is written to stdout about a run.
 *
 * @param version of this package
 */
export async function formatted(
  report: Report,
  format: Format,
  colors: boolean,
  surroundings: Surroundings,
  version: string,
): Promise<string> {
  switch (format) {
    case 'stylish':
      return stylish(report, colors);
    case 'json':
      return `${printableJson(guardReport(report))}\n`;
    case 'sarif': {
      const rules = rulesOf(await surroundings.loadPlugin()).map((rule) => ({
        ...rule,
        help: whatIsWrong(surroundings.readRulePage(rule.name)),
      }));
      return `${printableJson(sarif(report, rules, version))}\n`;
    }
    case 'github':
      return github(report);
    case 'markdown':
      return markdown(report);
  }
}

/** Of the page of a rule: what it is about and the exchange that proves it, without examples. */
function whatIsWrong(page: string): string {
  const start = page.indexOf('## What is wrong');
  const end = page.indexOf('## Examples', start);
  return page.slice(Math.max(start, 0), end === -1 ? undefined : end).trim();
}
