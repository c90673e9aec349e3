/**
 * Makes `process.cwd()` answer a folder, so that what looks for files there (`dotenv`) finds a program's own. The
 * process does not really move; only one caller at a time.
 *
 * @returns a function that undoes it.
 */
export function pretendToWorkIn(folder: string): () => void {
  const original = process.cwd;
  process.cwd = () => folder;
  return () => {
    process.cwd = original;
  };
}
