import { describe, expect, test } from 'vitest';
import { fix } from './lint.js';
import { isListed, origin } from './remedies.js';

/** The characters a fix may not touch: everything but the option, the write, or what it adds. */
interface Kept {
  readonly name: string;
  readonly code: string;
  readonly output: string;
  readonly file?: string;
}

const KEPT: readonly Kept[] = [
  {
    name: 'double quotes, no semicolons, tabs',
    code: 'import cors from "cors"\n\napp.use(\n\tcors({\n\t\torigin: "*",\n\t\tmethods: ["GET"]\n\t})\n)\n',
    output: `import cors from "cors"\n\napp.use(\n\tcors({\n\t\torigin: ${origin},\n\t\tmethods: ["GET"]\n\t})\n)\n`,
  },
  {
    name: 'comments inside and around the option',
    code: "import cors from 'cors';\n\n/* who may read */ app.use(cors({ /* all */ origin: /* yes */ '*' /* all */, // everyone\n}));\n",
    output: `import cors from 'cors';\n\n/* who may read */ app.use(cors({ /* all */ origin: /* yes */ ${origin} /* all */, // everyone\n}));\n`,
  },
  {
    name: 'a comment in an empty call',
    code: "import cors from 'cors';\napp.use(cors(/* open for now */));\n",
    output: `import cors from 'cors';\napp.use(cors(/* open for now */{ origin: ${origin} }));\n`,
  },
  {
    name: 'a comment in an empty object',
    code: "import cors from 'cors';\napp.use(cors({ /* open for now */ }));\n",
    output: `import cors from 'cors';\napp.use(cors({ origin: ${origin}, /* open for now */ }));\n`,
  },
  {
    name: 'a shebang and directives',
    code: "#!/usr/bin/env node\n'use strict';\nconst cors = require('cors');\napp.use(cors());\n",
    output: `#!/usr/bin/env node\n'use strict';\nconst cors = require('cors');\napp.use(cors({ origin: ${origin} }));\n`,
  },
  {
    name: 'no line break at the end',
    code: "const cors = require('cors'); app.use(cors())",
    output: `const cors = require('cors'); app.use(cors({ origin: ${origin} }))`,
  },
  {
    name: 'a property on a line of its own gets a neighbour with the same indentation',
    code: "import cors from 'cors';\napp.use(cors({\n\t\tmaxAge: 600\n}));\n",
    output: `import cors from 'cors';\napp.use(cors({\n\t\torigin: ${origin},\n\t\tmaxAge: 600\n}));\n`,
  },
  {
    name: 'a header write between statements without semicolons',
    code: 'import express from "express"\nconst app = express()\napp.use((req, res, next) => {\n\tconst started = Date.now()\n\tres.setHeader("Access-Control-Allow-Origin", "*")\n\t;[started].forEach(log)\n\tnext()\n})\n',
    output: `import express from "express"\nconst app = express()\napp.use((req, res, next) => {\n\tconst started = Date.now()\n\tres.vary('Origin');\n\tif (${isListed('req.headers.origin')}) res.setHeader("Access-Control-Allow-Origin", req.headers.origin);\n\t;[started].forEach(log)\n\tnext()\n})\n`,
  },
  {
    name: 'a comment behind a header write',
    code: "import express from 'express';\nconst app = express();\napp.use((req, res, next) => {\n  // for the widget\n  res.setHeader('Access-Control-Allow-Origin', '*'); // everyone\n  next();\n});\n",
    output: `import express from 'express';\nconst app = express();\napp.use((req, res, next) => {\n  // for the widget\n  res.vary('Origin');\n  if (${isListed('req.headers.origin')}) res.setHeader('Access-Control-Allow-Origin', req.headers.origin); // everyone\n  next();\n});\n`,
  },
  {
    name: 'TypeScript around the value',
    code: "import cors, { type CorsOptions } from 'cors';\nconst options = { origin: '*', methods: ['GET'] as string[] } satisfies CorsOptions;\napp.use(cors(options!));\n",
    output: `import cors, { type CorsOptions } from 'cors';\nconst options = { origin: ${origin}, methods: ['GET'] as string[] } satisfies CorsOptions;\napp.use(cors(options!));\n`,
    file: 'server.ts',
  },
];

describe('what a fix does not edit stays as it is', () => {
  test.each(KEPT)('$name', ({ code, output, file = 'server.js' }) => {
    const fixed = fix(code, { file });
    expect(fixed.output).toBe(output);
    expect(fixed.messages).toEqual([]);
  });

  test.each(KEPT)('$name, with carriage returns', ({ code, output, file = 'server.js' }) => {
    const fixed = fix(code.replaceAll('\n', '\r\n'), { file });
    expect(fixed.output).toBe(output.replaceAll('\n', '\r\n'));
    expect(fixed.messages).toEqual([]);
  });

  test.each(KEPT)('$name, after a byte order mark', ({ code, output, file = 'server.js' }) => {
    // A byte order mark and a shebang do not go together.
    const start = code.startsWith('#!') ? code.indexOf('\n') + 1 : 0;
    const fixed = fix(`\uFEFF${code.slice(start)}`, { file });
    expect(fixed.output).toBe(`\uFEFF${output.slice(start)}`);
    expect(fixed.messages).toEqual([]);
  });

  test.each(KEPT)('$name, and a second run changes nothing', ({ output, file = 'server.js' }) => {
    expect(fix(output, { file })).toMatchObject({ fixed: false, output });
  });
});

describe('an import that a fix adds is written as the file writes its own', () => {
  const settings = { allowList: { module: './origins.js', export: 'allowedOrigins' } };

  test.each([
    [
      'double quotes without semicolons',
      'import cors from "cors"\napp.use(cors())\n',
      'import cors from "cors"\nimport { allowedOrigins } from "./origins.js"\napp.use(cors({ origin: allowedOrigins }))\n',
    ],
    [
      'single quotes with semicolons',
      "const cors = require('cors');\napp.use(cors());\n",
      "const cors = require('cors');\nconst { allowedOrigins } = require('./origins.js');\napp.use(cors({ origin: allowedOrigins }));\n",
    ],
    [
      'a directive in other quotes than the imports',
      '\'use strict\'\nconst cors = require("cors")\napp.use(cors())\n',
      '\'use strict\'\nconst cors = require("cors")\nconst { allowedOrigins } = require("./origins.js")\napp.use(cors({ origin: allowedOrigins }))\n',
    ],
  ])('%s', (_style, code, output) => {
    expect(fix(code, { settings }).output).toBe(output);
    expect(fix(code.replaceAll('\n', '\r\n'), { settings }).output).toBe(output.replaceAll('\n', '\r\n'));
  });
});
