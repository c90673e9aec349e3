// tsup builds several configurations into dist/ at once, so none of them may clear it: it is cleared here, before all of them.
import { rmSync } from 'node:fs';

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
