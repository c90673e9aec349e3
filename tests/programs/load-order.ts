import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { boot, type BootedServer, type Language, type Program } from '../harness/server.js';
import { attacker, openness } from './conversation.js';

/** An app whose CORS configuration is loaded before `dotenv.config()` runs. */
export interface Project {
  readonly name: string;
  /** The text of each file, by its path in the project. */
  readonly files: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly folder: string;
}

const folder = fileURLToPath(new URL('../fixtures/load-order', import.meta.url));

export const projects: readonly Project[] = readdirSync(folder)
  .sort()
  .map((name) => {
    const root = path.join(folder, name);
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    return {
      name,
      folder: root,
      files: Object.fromEntries(
        files.map((file) => [
          path.relative(root, file).split(path.sep).join('/'),
          readFileSync(file, 'utf8'),
        ]),
      ),
    };
  });

const listed = 'https://app.example.com';

/**
 * What is wrong with a project once all its files are fixed: booted with a `.env` that lists an origin, it has to admit
 * that one, and without a `.env` nobody; before, it let the attacker in.
 *
 * @param fix gives the fixed text of a file.
 */
export async function loadOrderFaults(
  project: Project,
  fix: (file: { path: string; text: string }) => string,
): Promise<string[]> {
  const fixed = Object.fromEntries(
    Object.entries(project.files).map(([name, text]) => [
      name,
      name.endsWith('.json') ? text : fix({ path: path.join(project.folder, name), text }),
    ]),
  );
  const faults: string[] = [];
  const dotenv = { '.env': `CORS_ALLOWED_ORIGINS=${listed}, https://b.example\n` };
  if (!(await isAdmitted(attacker, project.files))) faults.push('was closed before');
  if (await isAdmitted(attacker, { ...fixed, ...dotenv })) faults.push('admits the attacker');
  if (!(await isAdmitted(listed, { ...fixed, ...dotenv }))) faults.push('refuses the origin that .env lists');
  if (await isAdmitted(listed, fixed)) faults.push('admits an origin that nobody lists');
  return faults;
}

async function isAdmitted(origin: string, files: Project['files']): Promise<boolean> {
  const server = await started(programOf(files));
  try {
    return openness(await server.ask({ origin }), origin) !== 'closed';
  } finally {
    await server.close();
  }
}

async function started(program: Program): Promise<BootedServer> {
  const server = await boot(program);
  if ('outcome' in server) throw new Error('The project fails at set-up.', { cause: server.error });
  return server;
}

function programOf(files: Project['files']): Program {
  const main = Object.keys(files).find((name) => name.startsWith('server.'));
  if (main === undefined) throw new Error('The project has no server.');
  const { [main]: text = '', ...others } = files;
  return {
    text,
    language: path.extname(main).slice(1) as Language,
    files: others,
    environment: { CORS_ALLOWED_ORIGINS: undefined },
  };
}
