import { expect, test } from 'vitest';
import { differingFiles, type Files } from '../package/differing-files.js';
import { EXTENSIONS, exampleFiles, projectToMigrate, TRANSFORMS } from '../package/migration.js';
import { packPlugin, TIMEOUT } from '../package/project.js';

/** By folder, what a transform in the place of the packed ones does to what they write. */
const FAULTS = {
  none: '',
  renamed: ".replaceAll('CORS_ALLOWED_ORIGINS', 'CORS_ORIGINS')",
  unix: ".replaceAll('\\r\\n', '\\n')",
};

const changes = Object.entries(FAULTS).map(([folder, change]) => `${folder}: (output) => output${change}`);
const faulty = `const transforms = ${JSON.stringify(TRANSFORMS)}.map((name) => require('./' + name));
const changes = { ${changes.join(', ')} };

module.exports = async ({ path, source }, ...given) => {
  let output;
  for (const transform of transforms) output = (await transform({ path, source: output ?? source }, ...given)) ?? output;
  return output && changes[path.split('/')[0]](output);
};
`;

/** The programs of a project below a folder, by their path in it. */
const programsIn = (files: Files, folder = ''): Files =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => name.startsWith(`${folder}src/`))
      .map(([name, text]) => [name.slice(folder.length), text]),
  );

test(
  'a codemod that writes other bytes than eslint --fix is seen in the packed plugin',
  async () => {
    const tarball = await packPlugin();
    const lint = await projectToMigrate(tarball, exampleFiles());
    await lint.run('eslint', '--fix', 'src');
    const fixed = programsIn(lint.files());

    const copies = Object.keys(FAULTS).flatMap((folder) =>
      Object.entries(exampleFiles()).map(([name, text]) => [`${folder}/${name}`, text] as const),
    );
    const { run, files } = await projectToMigrate(tarball, {
      ...Object.fromEntries(copies),
      'faulty.cjs': faulty,
    });
    const folders = Object.keys(FAULTS);
    const { stdout } = await run('jscodeshift', '-t', 'faulty.cjs', '--no-babel', EXTENSIONS, ...folders);
    expect(stdout).toContain('\n0 errors\n');
    /** Where the codemod, with a fault planted in it, and `eslint --fix` write different bytes. */
    const differing = (fault: keyof typeof FAULTS): string[] =>
      differingFiles(programsIn(files(), `${fault}/`), fixed);

    const changed = differingFiles(programsIn(exampleFiles()), fixed);
    const withCarriageReturns = changed.filter((name) => name.startsWith('src/crlf/'));
    expect(differing('none')).toEqual([]);
    expect(differing('renamed')).not.toEqual([]);
    expect(differing('unix')).toEqual(expect.arrayContaining(withCarriageReturns));
  },
  TIMEOUT,
);
