import rule from '../../rules/no-wildcard-origin.js';
import { testRule } from './cases.js';
import { origin } from './remedies.js';
testRule(rule, { safe: [{name:'silent', code: 'f()'}], vulnerable: [{ name: 'cors() without options', code: "const cors = require('cors');\napp.use(cors());\n", twin: "const cors = require('./cors');\napp.use(cors());\n", messageId: 'wildcard', at: [2, 9, 2, 15], output: `const cors = require('cors');\napp.use(cors({ origin: ${origin} }));\n` }] });
