import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What an ESLint configuration has to say for `eslint --fix` to do what cors-guard does. */
export interface EslintLines {
  /** A whole configuration, as a module. */
  readonly file: string;
  /** What a configuration that is there already needs of it. */
  readonly lines: string;
}

/** `settings.cors.allowList` */
export interface AllowListSetting {
  readonly module: string;
  readonly export: string;
}

/** Packages that bring a parser for TypeScript, each with how it is imported, and then named. */
const PARSERS = [
  ['@typescript-eslint/parser', 'parser', 'parser'],
  ['typescript-eslint', 'tseslint', 'parser: tseslint.parser'],
] as const;

/**
 * The configuration of a package.
 *
 * @param folder the package's own.
 * @param inside its path from the configuration, with forward slashes; empty where that is its own.
 * @param isTyped whether it has sources in TypeScript, which ESLint reads with a package of its own.
 */
export function eslintLines(
  folder: string,
  inside: string,
  allowList: AllowListSetting | undefined,
  isTyped: boolean,
): EslintLines {
  const found = isTyped ? PARSERS.find(([name]) => isInstalled(folder, name)) : undefined;
  const [name = '', binding = '', parser = ''] = found ?? [];
  const plugin = "import cors from 'eslint-plugin-cors';";
  const files = inside === '' ? '' : `files: ['${inside}/**'], `;
  const own = [
    'cors.configs.recommended,',
    ...(allowList
      ? [
          `{ ${files}settings: { cors: { allowList: { module: '${allowList.module}', export: '${allowList.export}' } } } },`,
        ]
      : []),
  ];
  const parts = [
    ...own,
    ...(found ? [`{ files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { ${parser} } },`] : []),
  ];
  const imports = found ? [plugin, `import ${binding} from '${name}';`] : [plugin];
  return {
    file: `${imports.join('\n')}\n\nexport default [\n${parts.map((part) => `  ${part}\n`).join('')}];\n`,
    lines: [plugin, ...own].join('\n'),
  };
}

/** Whether ESLint has nothing to read the sources of a package in TypeScript with. */
export const lacksParser = (folder: string): boolean => !PARSERS.some(([name]) => isInstalled(folder, name));

/** Whether a package can be had from a folder. */
export function isInstalled(folder: string, name: string): boolean {
  try {
    createRequire(join(folder, 'package.json')).resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}
