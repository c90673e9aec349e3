import rule from '../../rules/no-subdomain-wildcard.js';
import { testRule } from './cases.js';
import { withCors } from './programs.js';
import { originFrom } from './remedies.js';

const raw = String.raw;
const pattern = (source: string): string => withCors(`app.use(cors({ origin: ${source} }));`);
const listed = withCors(`app.use(cors({ origin: ${originFrom('CORS_ALLOWED_ORIGINS')} }));`);

testRule(rule, {
  vulnerable: [
    {
      name: 'any label in front',
      code: pattern(raw`/^https:\/\/[a-z0-9-]+\.example\.com$/`),
      twin: pattern(raw`/^https:\/\/app\.example\.com$/`),
      messageId: 'subdomainWildcard',
      message:
        "Whoever controls any one sub-domain of 'example.com' can read these responses, though not as the signed-in user: a page on 'https://attacker.example.com' is answered with Access-Control-Allow-Origin 'https://attacker.example.com'. Admit only the origins listed in CORS_ALLOWED_ORIGINS; this one needs you, because what it is meant to admit besides the origins it names has to be listed there.",
      at: raw`origin: /^https:\/\/[a-z0-9-]+\.example\.com$/`,
      output: null,
      suggested: listed,
    },
    {
      name: 'an ending with its dot',
      code: pattern("(origin, callback) => callback(null, origin?.endsWith('.example.com'))"),
      twin: pattern("(origin, callback) => callback(null, origin?.endsWith('//app.example.com.'))"),
      messageId: 'subdomainWildcard',
      at: "origin: (origin, callback) => callback(null, origin?.endsWith('.example.com'))",
      output: null,
      suggested: listed,
    },
  ],
  safe: [
    { name: 'two names', code: pattern(raw`/^https:\/\/(app|admin)\.example\.com$/`) },
    { name: 'a name with a number', code: pattern(raw`/^https:\/\/pr-\d+\.example\.com$/`) },
    { name: 'names of a private network', code: pattern(raw`/^https:\/\/[a-z]+\.corp\.internal$/`) },
  ],
});
