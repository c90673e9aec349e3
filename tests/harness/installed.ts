/** A package as it is installed here under a name of its own, and the version it is there. */
export interface Installed {
  readonly name: string;
  readonly version: string;
}

/** The text of a program with packages under the names they have here. */
export const withInstalledNames = (
  text: string,
  installed: Readonly<Record<string, Installed>> = {},
): string =>
  Object.entries(installed).reduce(
    (program, [name, { name: here }]) =>
      program.replaceAll(new RegExp(`(['"])${name}(?=['"/])`, 'g'), `$1${here}`),
    text,
  );

/** Package → version. */
export const versionsOf = (installed: Readonly<Record<string, Installed>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(installed).map(([name, { version }]) => [name, version]));
