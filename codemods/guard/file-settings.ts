import type { Settings } from './allow-list/plan.js';

/** `settings.cors` of the files of a run. */
export class FileSettings {
  private readonly known = new Map<string, Settings>();
  /** Files that have those of another for now. */
  private readonly assumed = new Set<string>();

  /** @param configured what the ESLint configuration says of a file; that is to be waited for. */
  constructor(private readonly configured: (path: string) => Promise<Settings>) {}

  async read(path: string): Promise<void> {
    this.known.set(path, await this.configured(path));
  }

  of(path: string): Settings {
    return this.known.get(path) ?? {};
  }

  /** Takes the settings of a file that turns out to be edited for `importer` to be the same, if they were not read yet. */
  assume(path: string, importer: string): void {
    if (this.known.has(path)) return;
    this.assumed.add(path);
    this.known.set(path, this.of(importer));
  }

  /** Reads what was assumed; whether anything of it was wrong. */
  async isCorrected(): Promise<boolean> {
    let isCorrected = false;
    for (const path of this.assumed) {
      const before = JSON.stringify(this.of(path));
      await this.read(path);
      isCorrected ||= JSON.stringify(this.of(path)) !== before;
    }
    return isCorrected;
  }
}
