import type { ESLint, Linter } from 'eslint';
import type { CorsRule } from './hosts/eslint.js';
import consistentPreflight from '../rules/consistent-preflight.js';
import corsBeforeAuth from '../rules/cors-before-auth.js';
import noCredentialDependentPolicy from '../rules/no-credential-dependent-policy.js';
import noCredentialedWildcard from '../rules/no-credentialed-wildcard.js';
import noInsecureOrigin from '../rules/no-insecure-origin.js';
import noNullOrigin from '../rules/no-null-origin.js';
import noPermissiveFallback from '../rules/no-permissive-fallback.js';
import noPermissiveHeaders from '../rules/no-permissive-headers.js';
import noReflectedOrigin from '../rules/no-reflected-origin.js';
import noSubdomainWildcard from '../rules/no-subdomain-wildcard.js';
import noUnknownOptions from '../rules/no-unknown-options.js';
import noWeakOriginMatch from '../rules/no-weak-origin-match.js';
import noWildcardOrigin from '../rules/no-wildcard-origin.js';
import preferEnvOrigins from '../rules/prefer-env-origins.js';
import requireMcpOriginCheck from '../rules/require-mcp-origin-check.js';
import requireVaryOrigin from '../rules/require-vary-origin.js';
import requireWebsocketOriginCheck from '../rules/require-websocket-origin-check.js';
import singleOwner from '../rules/single-owner.js';
import validAllowedOrigins from '../rules/valid-allowed-origins.js';
import validOriginCallback from '../rules/valid-origin-callback.js';
import manifest from '../package.json' with { type: 'json' };

export type { CorsSettings } from './remedies/settings.js';

const rules: Record<string, CorsRule> = {
  'consistent-preflight': consistentPreflight,
  'cors-before-auth': corsBeforeAuth,
  'no-credential-dependent-policy': noCredentialDependentPolicy,
  'no-credentialed-wildcard': noCredentialedWildcard,
  'no-insecure-origin': noInsecureOrigin,
  'no-null-origin': noNullOrigin,
  'no-permissive-fallback': noPermissiveFallback,
  'no-permissive-headers': noPermissiveHeaders,
  'no-reflected-origin': noReflectedOrigin,
  'no-subdomain-wildcard': noSubdomainWildcard,
  'no-unknown-options': noUnknownOptions,
  'no-weak-origin-match': noWeakOriginMatch,
  'no-wildcard-origin': noWildcardOrigin,
  'prefer-env-origins': preferEnvOrigins,
  'require-mcp-origin-check': requireMcpOriginCheck,
  'require-vary-origin': requireVaryOrigin,
  'require-websocket-origin-check': requireWebsocketOriginCheck,
  'single-owner': singleOwner,
  'valid-allowed-origins': validAllowedOrigins,
  'valid-origin-callback': validOriginCallback,
};

/** Every file ESLint can read as JavaScript or TypeScript; on other languages the rules would be an error. */
const FILES = ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'];

function preset(
  name: string,
  isIncluded: (rule: CorsRule) => boolean,
  options: Linter.RulesRecord = {},
): Linter.Config {
  const included = Object.entries(rules).filter(([, rule]) => isIncluded(rule));
  return {
    name: `cors/${name}`,
    files: FILES,
    plugins: { cors: plugin },
    rules: { ...Object.fromEntries(included.map(([rule]) => [`cors/${rule}`, 'error'])), ...options },
  };
}

const plugin = {
  meta: { name: manifest.name, version: manifest.version, namespace: 'cors' },
  rules,
  configs: {} as { recommended: Linter.Config; strict: Linter.Config },
} satisfies ESLint.Plugin;

plugin.configs.recommended = preset('recommended', (rule) => rule.meta.docs.recommended);
plugin.configs.strict = preset('strict', () => true, {
  'cors/no-permissive-fallback': ['error', { nodeEnv: 'unset' }],
});

/** eslint-plugin-cors: the rules, and the presets `recommended` and `strict` for flat configuration. */
export default plugin;
