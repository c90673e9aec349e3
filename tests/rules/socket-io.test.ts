import { expect, test } from 'vitest';
import { lint } from './lint.js';

const rules = (code: string): (string | null)[] => lint(code).map(({ ruleId }) => ruleId);

test.each([
  `import { Server } from 'socket.io';\nnew Server({ cors: { origin: '*' } });\n`,
  `import { Server } from 'socket.io';\nconst options = { cors: { origin: '*' } };\nnew Server(server, options);\n`,
  `import socketIo from 'socket.io';\nconst io = socketIo(server, { cors: { origin: '*' } });\n`,
  `import { Server as Engine } from 'engine.io';\nnew Engine({ cors: { origin: '*' } });\n`,
])('the option cors of a server is read: %s', (code) => {
  expect(rules(code)).toEqual(['cors/no-wildcard-origin']);
});

test.each([
  `import { Server } from 'socket.io';\nnew Server(server);\n`,
  `import { Server } from 'socket.io';\nnew Server(server, { cors: process.env.WEB_ORIGINS && { origin: ['https://app.example.com'] } });\n`,
  `import { Server } from 'socket.io';\nimport { options } from './options.js';\nnew Server(server, options);\n`,
  `import { Server } from './server.js';\nnew Server(server, { cors: { origin: '*' } });\n`,
])('and nothing else: %s', (code) => {
  expect(rules(code)).toEqual([]);
});
