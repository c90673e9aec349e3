import { describe, expect, test } from 'vitest';
import plugin, { type CorsSettings } from '../../src/index.js';
import { SETTING_NAMES } from '../../src/remedies/settings.js';
import { lint, type Surroundings } from './lint.js';

const OPEN = "import cors from 'cors';\napp.use(cors());\n";
const FILE = 'server.mjs';

/** Everything a report says and offers. */
const said = (program: string, surroundings: Surroundings): string =>
  JSON.stringify(
    lint(program, { file: FILE, ...surroundings }).map(({ ruleId, message, fix, suggestions }) => ({
      ruleId,
      message,
      fix,
      suggestions,
    })),
  );

/** For each setting, values and a program about which they change what is said. */
const SETTINGS: { readonly [Name in keyof Required<CorsSettings>]: readonly [CorsSettings[Name], string][] } =
  {
    fix: [
      ['suggest', OPEN],
      ['off', OPEN],
    ],
    envVar: [['OUR_PAGES', OPEN]],
    allowList: [[{ module: 'our-origins', export: 'origins' }, OPEN]],
    versions: [
      [
        { hono: '4.12.24' },
        "import { cors } from 'hono/cors';\napp.use(cors({ origin: '*', credentials: true }));\n",
      ],
    ],
  };

describe('every setting changes what is said about some program', () => {
  test('all of them are tried', () => {
    expect(Object.keys(SETTINGS).sort()).toEqual([...SETTING_NAMES].sort());
  });

  const cases = Object.entries(SETTINGS).flatMap(([name, tried]) =>
    tried.map(([value, program]) => ({ name, value, program })),
  );
  test.each(cases)('$name: $value', ({ name, value, program }) => {
    expect(said(program, { settings: { [name]: value } })).not.toBe(said(program, {}));
  });
});

/** For each option of a rule, by its name and value, a program about which it changes what the rule says. */
const OPTIONS: Readonly<Record<string, string>> = {
  'no-permissive-fallback nodeEnv unset':
    "import cors from 'cors';\napp.use(cors({ origin: process.env.NODE_ENV === 'production' ? false : '*' }));\n",
  ...Object.fromEntries(
    ['proxy', 'gateway', 'cdn'].map((owner) => [
      `single-owner owner ${owner}`,
      "import cors from 'cors';\napp.use(cors({ origin: process.env.CLIENT }));\n",
    ]),
  ),
};

/** What the schemas of the rules take beside their defaults. */
const offered = Object.entries(plugin.rules).flatMap(([rule, { meta }]) => {
  const schemas = Array.isArray(meta.schema) ? meta.schema : [];
  const [defaults = {}] = (meta.defaultOptions ?? []) as Record<string, unknown>[];
  return schemas.flatMap((schema) =>
    Object.entries(
      (schema.properties ?? {}) as Record<string, { readonly enum?: readonly string[] }>,
    ).flatMap(([option, { enum: values = [] }]) => {
      expect(values, `${rule} ${option} names its values`).not.toEqual([]);
      return values
        .filter((value) => value !== defaults[option])
        .map((value) => ({ rule, option, value, name: `${rule} ${option} ${value}` }));
    }),
  );
});

describe('every option changes what its rule says about some program', () => {
  test('there are some', () => {
    expect(offered.length).toBeGreaterThan(0);
  });

  test.each(offered)('$name', ({ rule, option, value, name }) => {
    const program = OPTIONS[name];
    expect.assert(program !== undefined, `no program tries ${name}`);
    const withOptions = (...options: unknown[]): string =>
      said(program, { rules: { [`cors/${rule}`]: ['error', ...options] } });
    expect(withOptions({ [option]: value })).not.toBe(withOptions());
  });
});
