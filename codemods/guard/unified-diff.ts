import { FILE_HEADERS_ONLY, createTwoFilesPatch } from 'diff';

/** The change from `before` to `after` as `git apply` and `patch -p1` read it. */
export function unifiedDiff(path: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
