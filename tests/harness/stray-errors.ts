const events = ['unhandledRejection', 'uncaughtException'] as const;

type Listener = (...details: unknown[]) => void;

let holders = 0;
let put: () => void = () => undefined;

/**
 * Keeps errors nobody handles from ending the test process (or from being counted as a failure of the test run) while
 * hostile programs run: `origin: async () => { throw … }` is a rejection that no library ever sees.
 *
 * @returns a function that stops it again, once the rejections of the present turn have been delivered.
 */
export function ignoreStrayErrors(): () => Promise<void> {
  if (holders === 0) put = replaceListeners();
  holders += 1;
  return async () => {
    await new Promise((resolve) => setImmediate(resolve));
    holders -= 1;
    if (holders === 0) put();
  };
}

function replaceListeners(): () => void {
  const ignore: Listener = () => undefined;
  const saved = events.map((event) => [event, process.rawListeners(event) as Listener[]] as const);
  for (const event of events) {
    process.removeAllListeners(event);
    process.on(event, ignore);
  }
  return () => {
    for (const [event, listeners] of saved) {
      process.off(event, ignore);
      for (const listener of listeners) process.on(event, listener);
    }
  };
}
