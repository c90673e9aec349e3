import fc from 'fast-check';
import { isSerializedOrigin } from '../../src/policy/origins.js';

const label = fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,8}[a-z0-9])?$/);

const origin = fc
  .record({
    scheme: fc.constantFrom('https', 'https', 'http'),
    labels: fc.array(label, { minLength: 1, maxLength: 3 }),
    domain: fc.constantFrom('attacker.example', 'evil.test', 'com', 'org', 'io', 'co.uk'),
    port: fc.constantFrom('', '', '', ':8443', ':3000'),
  })
  .map(({ scheme, labels, domain, port }) => `${scheme}://${labels.join('.')}.${domain}${port}`)
  .filter(isSerializedOrigin);

/** Two hundred origins of pages nobody knows. */
export const strangers: fc.Arbitrary<string[]> = fc.array(origin, {
  minLength: 200,
  maxLength: 200,
});
