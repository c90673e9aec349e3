import type { IncomingMessage, ServerResponse } from 'node:http';

interface Stack {
  resolve(value: unknown): unknown;
  _toCloudFormation(): unknown;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Headers of an answer; a status where it is none of the application. */
interface Answer {
  readonly allowOrigin?: string | undefined;
  readonly isCredentialed?: boolean | undefined;
  readonly variesByOrigin?: boolean;
  readonly status?: number;
}

/**
 * A `node:http` listener for an app of aws-cdk-lib: it answers as the manuals of AWS say that the services answer which the
 * templates of its stacks describe. Nothing is deployed: what it shows of the construct library is real, and of AWS read.
 */
export function cloudListener(exported: unknown): Listener | undefined {
  if (Array.isArray(exported)) return listenerOfEach(exported);
  if (typeof exported !== 'object' || exported === null || !('synth' in exported && 'node' in exported))
    return undefined;
  const resources = resourcesOf(exported.node as { children: readonly unknown[] });
  return (request, response) => {
    const { allowOrigin, isCredentialed, variesByOrigin, status } = answerOf(resources, request);
    if (allowOrigin !== undefined) response.setHeader('Access-Control-Allow-Origin', allowOrigin);
    if (allowOrigin !== undefined && isCredentialed)
      response.setHeader('Access-Control-Allow-Credentials', 'true');
    if (variesByOrigin) response.setHeader('Vary', 'Origin');
    response.writeHead(status ?? 200).end();
  };
}

/** One for several apps, each below the path of its number; undefined for other lists. */
function listenerOfEach(exported: readonly unknown[]): Listener | undefined {
  const listeners = exported.flatMap((app) => cloudListener(app) ?? []);
  if (listeners.length < exported.length) return undefined;
  return (request, response) => listeners[Number(request.url?.split('/')[1])]?.(request, response);
}

/** The resources in the templates of an app, without the checks of a whole synthesis, which take seconds. */
function resourcesOf({ children }: { readonly children: readonly unknown[] }): Resource[] {
  return children
    .filter(
      (child): child is Stack => typeof child === 'object' && child !== null && '_toCloudFormation' in child,
    )
    .flatMap((stack) => {
      const { Resources = {} } = stack.resolve(stack._toCloudFormation()) as {
        Resources?: Record<string, Resource>;
      };
      return Object.values(Resources);
    });
}

/** The first answer that has anything to say. */
function answerOf(resources: readonly Resource[], request: IncomingMessage): Answer {
  for (const { Type, Properties = {} } of resources) {
    const answer = ANSWERS[Type]?.(Properties as never, request);
    if (answer) return answer;
  }
  const isRest = resources.some(({ Type }) => Type === 'AWS::ApiGateway::RestApi');
  // A method that nobody set up.
  return isRest && isPreflight(request) ? { status: 403 } : {};
}

const isPreflight = ({ headers }: IncomingMessage): boolean => 'access-control-request-method' in headers;

/** By type of resource. What is not configured gives undefined. */
const ANSWERS: Readonly<Record<string, (properties: never, request: IncomingMessage) => Answer | undefined>> =
  {
    'AWS::ApiGateway::Method': restPreflight,
    'AWS::ApiGatewayV2::Api': ({ CorsConfiguration }: { CorsConfiguration?: Lists }, request) =>
      listedAnswer(CorsConfiguration, request),
    'AWS::Lambda::Url': ({ Cors }: { Cors?: Lists }, request) => listedAnswer(Cors, request),
    'AWS::S3::Bucket': bucketAnswer,
    'AWS::CloudFront::ResponseHeadersPolicy': policyAnswer,
    'AWS::CloudFront::Distribution': (properties) =>
      MANAGED.some((id) => JSON.stringify(properties).includes(id)) ? { allowOrigin: '*' } : undefined,
  };

/** The managed policies that allow all origins, by their ids. */
const MANAGED = [
  '60669652-455b-4ae9-85a4-c4c02393f86c',
  '5cc3b908-e619-4b99-88e5-2cf7f45965bd',
  'e61eb60c-9c35-4d20-a928-2b84e02af89c',
  'eaab4381-ed33-4a86-88ca-d9558dc6cd63',
];

interface RestMethod {
  readonly HttpMethod: string;
  readonly Integration: {
    readonly IntegrationResponses?: readonly {
      readonly ResponseParameters: Readonly<Record<string, string>>;
      readonly ResponseTemplates?: Readonly<Record<string, string>>;
    }[];
  };
}

/** The mock behind OPTIONS: fixed headers, of which a template replaces the origin by one of those it compares with. */
function restPreflight(
  { HttpMethod, Integration }: RestMethod,
  request: IncomingMessage,
): Answer | undefined {
  const [mock] = Integration.IntegrationResponses ?? [];
  if (HttpMethod !== 'OPTIONS' || !mock || !isPreflight(request)) return undefined;
  const fixed = (name: string): string | undefined =>
    mock.ResponseParameters[`method.response.header.${name}`]?.replaceAll("'", '');
  const template = mock.ResponseTemplates?.['application/json'] ?? '';
  const compared = [...template.matchAll(/\$origin == "([^"]+)"/g)].map(([, origin]) => origin);
  const { origin } = request.headers;
  return {
    allowOrigin:
      origin !== undefined && compared.includes(origin) ? origin : fixed('Access-Control-Allow-Origin'),
    isCredentialed: fixed('Access-Control-Allow-Credentials') === 'true',
    variesByOrigin: fixed('Vary') === 'Origin',
    status: 204,
  };
}

interface Lists {
  readonly AllowOrigins?: readonly string[];
  readonly AllowCredentials?: boolean;
}

function listedAnswer(cors: Lists | undefined, request: IncomingMessage): Answer | undefined {
  return cors && matching(cors.AllowOrigins ?? [], cors.AllowCredentials, request);
}

interface HeadersPolicy {
  readonly ResponseHeadersPolicyConfig: {
    readonly CorsConfig?: {
      readonly AccessControlAllowOrigins: { readonly Items: readonly string[] };
      readonly AccessControlAllowCredentials: boolean;
    };
  };
}

function policyAnswer(
  { ResponseHeadersPolicyConfig: { CorsConfig: cors } }: HeadersPolicy,
  request: IncomingMessage,
): Answer | undefined {
  return cors && matching(cors.AccessControlAllowOrigins.Items, cors.AccessControlAllowCredentials, request);
}

interface Bucket {
  readonly CorsConfiguration?: {
    readonly CorsRules: readonly {
      readonly AllowedOrigins: readonly string[];
      readonly AllowedMethods: readonly string[];
    }[];
  };
}

function bucketAnswer({ CorsConfiguration }: Bucket, request: IncomingMessage): Answer | undefined {
  const asked = request.headers['access-control-request-method'] ?? request.method ?? '';
  const rule = CorsConfiguration?.CorsRules.find(
    ({ AllowedMethods, AllowedOrigins }) =>
      AllowedMethods.includes(asked) && matching(AllowedOrigins, false, request).allowOrigin !== undefined,
  );
  return rule && matching(rule.AllowedOrigins, !rule.AllowedOrigins.includes('*'), request);
}

function matching(
  patterns: readonly string[],
  isCredentialed: boolean | undefined,
  { headers: { origin } }: IncomingMessage,
): Answer {
  const isMatch = (pattern: string): boolean =>
    new RegExp(
      `^${pattern
        .split('*')
        .map((part) => part.replaceAll(/[.\\]/g, '\\$&'))
        .join('.*')}$`,
    ).test(origin ?? '');
  if (origin === undefined || !patterns.some(isMatch)) return { variesByOrigin: true };
  return { allowOrigin: patterns.includes('*') ? '*' : origin, isCredentialed, variesByOrigin: true };
}
