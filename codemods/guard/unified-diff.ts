import { FILE_HEADERS_ONLY, createTwoFilesPatch } from 'diff';

/** The change from `before`, which is undefined for a new file, to `after` as `git apply` and `patch -p1` read it. */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  const old = before === undefined ? '/dev/null' : `a/${path}`;
  return createTwoFilesPatch(old, `b/${path}`, before ?? '', after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
