import { oncePerFile, type SourceFile } from '../source/file.js';
import { requiredModule } from '../source/modules.js';
import { memberName, unwrapped, type Node } from '../source/syntax.js';
import { parameterRole } from '../middleware/parameter-roles.js';
import { parameterOf } from '../middleware/parameters.js';

/** What shows that a server knows who is signed in. */
export interface Authentication {
  /** The package, or the expression. */
  readonly name: string;
  /** Where it stands; undefined for a package that package.json alone names. */
  readonly node: Node | undefined;
}

/** Packages that keep sessions, read cookies, check tokens, or sign visitors in. */
const PACKAGE = new RegExp(
  `^(?:${[
    // Sessions and cookies.
    'express-session|cookie-session|client-sessions|iron-session|koa-session|cookie-parser|next/headers|hono/cookie',
    String.raw`@fastify/(?:auth|basic-auth|cookie|jwt|passport|secure-session|session)|@hapi/(?:basic|bell|cookie|jwt)`,
    String.raw`@elysiajs/(?:bearer|cookie|jwt)|@hono/(?:auth-js|clerk-auth|oidc-auth|session)`,
    // Tokens.
    'jsonwebtoken|jose|express-jwt|koa-jwt|@nestjs/jwt|express-oauth2-jwt-bearer|hono/(?:basic-auth|bearer-auth|jwt)',
    // Who signs visitors in.
    String.raw`passport(?:-[\w-]+)?|koa-passport|@nestjs/passport|express-openid-connect|next-auth(?:/.*)?|@auth/[\w-]+`,
    String.raw`better-auth(?:/.*)?|@clerk/[\w-]+|@auth0/[\w-]+|lucia|firebase-admin/auth|@supabase/(?:ssr|auth-helpers-[\w-]+)`,
  ].join('|')})$`,
);

/** Members of a request that a server has for visitors it knows. */
const OF_VISITOR = new Set(['cookies', 'isAuthenticated', 'session', 'signedCookies', 'user']);

/** The first thing in a file that shows that its server knows who is signed in; else a package of its package.json. */
export const authenticationIn = oncePerFile((file): { readonly found: Authentication | undefined } => {
  const [first] = [...importsIn(file), ...usesIn(file)].sort(
    (left, right) => left.node.range[0] - right.node.range[0],
  );
  const declared = [...(file.packages.declared ?? [])].find((name) => PACKAGE.test(name));
  return { found: first ?? (declared === undefined ? undefined : { name: declared, node: undefined }) };
});

interface Shown extends Authentication {
  readonly node: Node;
}

function importsIn(file: SourceFile): Shown[] {
  const imported = [
    ...file.nodesOfType('ImportDeclaration').map((node) => ({ node, module: node.source.value })),
    ...[...file.nodesOfType('CallExpression'), ...file.nodesOfType('ImportExpression')].map((node) => ({
      node,
      module: requiredModule(file, node),
    })),
  ];
  return imported.flatMap(({ node, module }) => {
    const name = module?.replace(/^(?:npm|jsr):/, '');
    return name !== undefined && PACKAGE.test(name) ? [{ name, node }] : [];
  });
}

/** `req.session`, `req.headers.cookie` and the like, of a request. No browser sends a token by itself. */
const usesIn = (file: SourceFile): Shown[] =>
  file.nodesOfType('MemberExpression').flatMap((node): Shown[] => {
    const name = memberName(node) ?? '';
    const object = unwrapped(node.object);
    const holder =
      name === 'cookie' && object.type === 'MemberExpression' && memberName(object) === 'headers'
        ? unwrapped(object.object)
        : OF_VISITOR.has(name)
          ? object
          : undefined;
    const parameter = holder && parameterOf(file, holder);
    if (!parameter || parameterRole(file, parameter.owner, parameter.index) !== 'request') return [];
    return [{ name: file.textOf(node), node }];
  });
