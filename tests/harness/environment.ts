/** Environment entries of one program; `undefined` means: not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

interface Waiting {
  readonly exclusive: boolean;
  readonly start: () => void;
}

// process.env belongs to the whole process, so programs that each want their own take turns.
let holders = 0;
let heldExclusively = false;
let before: NodeJS.ProcessEnv = {};
const queue: Waiting[] = [];

/**
 * Waits for the process environment and patches it.
 *
 * With `entries`, the caller is alone until it lets go, and `process.env` has exactly these entries added or deleted.
 * Without `entries` nothing is patched, and any number of callers hold the environment together. First called, first
 * served; whoever waits for the environment while holding it waits for ever.
 *
 * Whatever a program itself wrote to `process.env` is undone when the last holder lets go.
 *
 * @returns a function that lets go; to be called once.
 */
export async function takeEnvironment(entries: Environment | undefined): Promise<() => void> {
  await new Promise<void>((resolve) => {
    queue.push({ exclusive: entries !== undefined, start: resolve });
    admit();
  });
  for (const [name, value] of Object.entries(entries ?? {})) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  return () => {
    holders -= 1;
    if (holders === 0) restoreEntries(before);
    admit();
  };
}

function admit(): void {
  for (;;) {
    const next = queue[0];
    if (next === undefined) return;
    if (holders > 0 && (heldExclusively || next.exclusive)) return;
    queue.shift();
    if (holders === 0) before = { ...process.env };
    holders += 1;
    heldExclusively = next.exclusive;
    next.start();
  }
}

function restoreEntries(entries: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) {
    if (!(name in entries)) Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, entries);
}
