/**
 * Lines of a table with a heading, columns as wide as their widest cell.
 *
 * @param {readonly string[]} heading
 * @param {readonly (readonly string[])[]} rows
 * @returns {string}
 */
export function table(heading, rows) {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [heading, widths.map((width) => '-'.repeat(width)), ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
