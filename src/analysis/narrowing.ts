import type { SourceFile } from '../source/file.js';
import type { TextEdit } from '../source/edits.js';
import type { Site } from '../middleware/middleware.js';
import type { UntrustedOrigin } from '../policy/untrusted-origin.js';
import type { OriginCheck } from './origin-check.js';

export function narrowingRepair(
  _file: SourceFile,
  _site: Site,
  _check: OriginCheck,
  _kind: UntrustedOrigin['kind'],
): readonly TextEdit[] | undefined {
  return undefined;
}
