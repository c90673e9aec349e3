import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { assignedIn, withVariable } from '../../codemods/guard/allow-list/env-example.js';

const ORIGINS = ['https://a.example', 'https://b.example'];
const LISTED = 'https://a.example,https://b.example';
const COMMENT = '# Origins whose pages may read responses, separated by commas';

describe('.env.example', () => {
  it.each([
    ['is made', '', `${COMMENT}\nX=${LISTED}\n`],
    ['gets the variable at its end', 'PORT=3000\n', `PORT=3000\n${COMMENT}\nX=${LISTED}\n`],
    ['keeps that it has no final line break', 'PORT=3000', `PORT=3000\n${COMMENT}\nX=${LISTED}`],
    ['keeps CRLF', 'PORT=3000\r\n', `PORT=3000\r\n${COMMENT}\r\nX=${LISTED}\r\n`],
    ['takes a comment for none', '# X=1\n', `# X=1\n${COMMENT}\nX=${LISTED}\n`],
    ['takes a longer name for another', 'MY_X=1\nX_Y=2\n', `MY_X=1\nX_Y=2\n${COMMENT}\nX=${LISTED}\n`],
    ['is filled where the variable is empty', 'X=\nPORT=3000\n', `X=${LISTED}\nPORT=3000\n`],
    ['is filled before a comment', 'X= # who may\n', `X=${LISTED} # who may\n`],
    ['is filled between quotes', 'X=""\nY=\'\'\n', `X="${LISTED}"\nY=''\n`],
    ['is added to', "X='https://a.example'\n", `X='${LISTED}'\n`],
    [
      'is added to before a comment',
      'export X = https://a.example # who\r\n',
      `export X = ${LISTED} # who\r\n`,
    ],
    [
      'stays where all are listed',
      `X="https://b.example, https://a.example"`,
      `X="https://b.example, https://a.example"`,
    ],
  ])('%s', (_, before, after) => {
    const written = withVariable(before, 'X', ORIGINS);
    expect(written).toBe(after);
    expect(withVariable(written, 'X', ORIGINS)).toBe(written);
    expect(parse(written)['X']?.split(/, ?/).sort()).toEqual(ORIGINS);
  });

  it('has the variable without a value where none is known', () => {
    expect(withVariable('PORT=3000\n', 'X', [])).toBe(`PORT=3000\n${COMMENT}\nX=\n`);
    expect(withVariable('X=https://a.example\n', 'X', [])).toBe('X=https://a.example\n');
  });

  it('is read as dotenv reads it', () => {
    const text = `A=1\nexport B= two words # no\nC="# yes" # no\nD='x'\r\nE=\n F = f \n#G=1\nnonsense\nH.I-J=1`;
    const read = Object.fromEntries([...assignedIn(text)].map(([name, { value }]) => [name, value]));
    expect(read).toEqual(parse(text));
  });
});
