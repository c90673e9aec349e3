import { Agent, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { pretendAzure } from './azure-functions.js';
import { ask, type Observation, type Question } from './ask.js';
import { pretendRuntime } from './fetch-handlers.js';
import { pipelined } from './pipelined.js';
import { takeEnvironment, type Environment } from './environment.js';
import { writeProgram, type Language } from './program-folder.js';
import { restorePrototypes } from './restify-prototypes.js';
import { served, SetUpError } from './served.js';
import { ignoreStrayErrors } from './stray-errors.js';
import { strapiApp } from './strapi.js';
import { pretendToWorkIn } from './working-directory.js';

export type { Observation, Question } from './ask.js';
export type { Environment } from './environment.js';
export type { Language } from './program-folder.js';

export interface Program {
  readonly text: string;
  readonly language: Language;
  /** What `process.env` holds beyond what it held before, while the program loads and until it is closed. */
  readonly environment?: Environment | undefined;
  /** Further files of the program's folder, by relative path; a `.env` is found by `dotenv` if `environment` is given. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds without an answer after which a request counts as hanging. */
  readonly hangsAfter?: number | undefined;
}

export interface BootedServer {
  /** Asks one question. Questions asked together are answered together, so that hanging ones share the deadline. */
  ask(question?: Question): Promise<Observation>;
  /**
   * Asks many questions at once, in much less time than one after the other takes. The server may see the last before it has
   * answered the first, and may be asked the same twice: not for programs whose answers depend on what was asked before.
   */
  askAll(questions: readonly Question[]): Promise<Observation[]>;
  /** Ends the server, restores the environment and removes the folder. */
  close(): Promise<void>;
}

export interface FailedSetUp {
  readonly outcome: 'fails at set-up';
  readonly error: unknown;
}

/**
 * Boots a program in this process, on a loopback port.
 *
 * The program exports (`module.exports` or default) an Express or Koa app, a Fastify instance, something with a `fetch` such
 * as a Hono app, the middlewares of a Strapi project, a handler `(req, res)` or `(req, res, next)`, or a `node:http` server that does not listen. An error passed to `next` becomes its `status`, else 500; a call of `next()`
 * becomes 404. A throwing (or rejecting) handler breaks the connection off, where a server of its own would crash.
 *
 * `process.env` is one per process. A program with an `environment` therefore has the process to itself: `boot()` waits
 * until every server booted before is closed, so close one before awaiting the next. Programs without one are booted
 * side by side, and must not write to `process.env`; give those `environment: {}`.
 *
 * @returns the server, or the error the program threw while it was loaded.
 * @throws if the program exports nothing that could be served: that is a mistake in the test.
 */
export async function boot(program: Program): Promise<BootedServer | FailedSetUp> {
  /** What has to be undone, the latest last. */
  const undo: (() => unknown)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };

  // Before anything else is awaited: programs get the environment in the order in which they were booted.
  undo.push(await takeEnvironment(program.environment));
  try {
    const folder = await writeProgram(program.text, program.language, program.files);
    undo.push(() => folder.remove());
    if (program.environment !== undefined) undo.push(pretendToWorkIn(folder.path));
    undo.push(ignoreStrayErrors());
    pretendRuntime(program.text);
    pretendAzure(program.text);

    const loaded = await folder.load().then(
      (exported) => ({ exported }),
      (error: unknown) => new SetUpError(error),
    );
    restorePrototypes();
    const app =
      loaded instanceof SetUpError ? loaded : await served(strapiApp(program.text, loaded.exported));
    if (app instanceof SetUpError) {
      await close();
      return { outcome: 'fails at set-up', error: app.error };
    }

    const { server } = app;
    undo.push(() => app.close());
    const agent = new Agent({ keepAlive: true });
    undo.push(await listen(server), () => {
      agent.destroy();
    });
    const askOne = (question: Question = {}) => ask(server, agent, question, program.hangsAfter ?? 150);
    return {
      ask: askOne,
      askAll: async (questions) => {
        const answers = await pipelined(server, questions);
        return [...answers, ...(await Promise.all(questions.slice(answers.length).map(askOne)))];
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @returns a function that ends the server, whatever is still under way. */
async function listen(server: Server): Promise<() => Promise<unknown>> {
  // Every question that is under way listens for its request.
  server.setMaxListeners(0);
  // Those of WebSockets are no longer the server's to close.
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    // Frameworks listen to the connection for each request on it.
    socket.setMaxListeners(0);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return () => {
    server.closeAllConnections();
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  };
}
