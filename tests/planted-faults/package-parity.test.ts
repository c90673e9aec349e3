import { expect, test } from 'vitest';
import { differingFiles } from '../package/differing-files.js';
import { EXTENSIONS, exampleFiles, projectToMigrate, TRANSFORMS } from '../package/migration.js';
import { packPlugin, TIMEOUT } from '../package/project.js';

const isProgram = (name: string): boolean => name.startsWith('src/');

/** A transform in the place of the packed ones, which does something to what they write. */
const faulty = (
  change: string,
): string => `const transforms = ${JSON.stringify(TRANSFORMS)}.map((name) => require('./' + name));

module.exports = async ({ path, source }, ...given) => {
  let output;
  for (const transform of transforms) output = (await transform({ path, source: output ?? source }, ...given)) ?? output;
  return output && output${change};
};
`;

test(
  'a codemod that writes other bytes than eslint --fix is seen in the packed plugin',
  async () => {
    const tarball = await packPlugin();
    const lint = await projectToMigrate(tarball, exampleFiles());
    await lint.run('eslint', '--fix', 'src');
    const fixed = lint.files();

    /** Where the codemod, with a fault planted in it, and `eslint --fix` write different bytes. */
    const differing = async (change: string): Promise<string[]> => {
      const { run, files } = await projectToMigrate(tarball, {
        ...exampleFiles(),
        'faulty.cjs': faulty(change),
      });
      const { stdout } = await run('jscodeshift', '-t', 'faulty.cjs', '--no-babel', EXTENSIONS, 'src');
      expect(stdout).toContain('\n0 errors\n');
      return differingFiles(files(), fixed).filter(isProgram);
    };

    const changed = differingFiles(exampleFiles(), fixed).filter(isProgram);
    const withCarriageReturns = changed.filter((name) => name.startsWith('src/crlf/'));
    expect(await differing('')).toEqual([]);
    expect(await differing(".replaceAll('CORS_ALLOWED_ORIGINS', 'CORS_ORIGINS')")).not.toEqual([]);
    expect(await differing(".replaceAll('\\r\\n', '\\n')")).toEqual(
      expect.arrayContaining(withCarriageReturns),
    );
  },
  TIMEOUT,
);
