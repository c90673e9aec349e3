import { truthy } from '../../interpret/operators.js';
import { Thrown, Undecided, type Run } from '../../interpret/run.js';
import { ArrayValue, ErrorValue, type Value } from '../../interpret/values.js';
import { mergedOptions, type MergedOptions } from '../merged-options.js';
import type { Exchange } from '../middleware.js';
import { decided, decidedText } from '../decided.js';

/** One CORS configuration of a service, as a construct hands it on. */
export interface CloudRule {
  /** What the program wrote. */
  readonly given: Value;
  readonly origins: readonly string[];
  readonly isCredentialed: boolean;
  /** The methods it is for; undefined where it does not tell them apart. */
  readonly methods: readonly string[] | undefined;
}

/** What a service makes of its CORS configuration. */
export interface CloudService {
  /** The option that lists the origins. */
  readonly origins: string;
  readonly credentials: string | undefined;
  readonly methods: string | undefined;
  /** Whether a configuration that lists nobody can be deployed. */
  readonly takesNobody: boolean;
  /** Whether the methods of a configuration decide whom it answers. */
  readonly hasMethods: boolean;
  readonly isForPreflights: boolean;
  /** What the construct refuses. Throws as it does. */
  check?(rule: CloudRule): void;
  /** Writes what the service answers by one configuration; false where that is not the one for the request. Throws `Undecided` where the answer tells nothing. */
  answer(rule: CloudRule, exchange: Exchange): boolean;
}

/** Reads a configuration. Throws `Undecided` where it is not known, and what the construct throws. */
export function cloudRule(run: Run, service: CloudService, given: Value): CloudRule {
  const options = mergedOptions(decided(given));
  const rule: CloudRule = {
    given,
    origins: textsOf(run, options, service.origins) ?? [],
    isCredentialed: service.credentials !== undefined && truthy(run, options.read(service.credentials)),
    methods: service.methods === undefined ? undefined : textsOf(run, options, service.methods),
  };
  service.check?.(rule);
  return rule;
}

function textsOf(run: Run, options: MergedOptions, name: string): readonly string[] | undefined {
  const list = decided(options.read(name));
  return list instanceof ArrayValue ? list.items.map((item) => decidedText(run, item)) : undefined;
}

const refuse = (message: string): never => {
  throw new Thrown(new ErrorValue('ValidationError', message));
};

/**
 * REST APIs of API Gateway: a resource answers preflights, and nothing else (aws-cdk-lib 2.276.0
 * `aws-apigateway/lib/resource.js`, `addCorsPreflight`). Whoever is not listed is answered with the first origin.
 */
export const restApi: CloudService = {
  origins: 'allowOrigins',
  credentials: 'allowCredentials',
  methods: undefined,
  takesNobody: false,
  hasMethods: false,
  isForPreflights: true,
  check: ({ origins }) => {
    if (origins.length === 0) refuse('allowOrigins must contain at least one origin');
    if (origins.length > 1 && origins.includes('*')) refuse("'*' must be the only origin");
  },
  answer: ({ origins, isCredentialed }, { headers, request }) => {
    const [first] = origins;
    if (request.kind !== 'preflight' || first === undefined) return true;
    const isListed = request.origin !== undefined && origins.includes(request.origin);
    headers.set('Access-Control-Allow-Origin', [isListed ? (request.origin ?? first) : first]);
    if (first !== '*') headers.vary('Origin');
    if (isCredentialed) headers.set('Access-Control-Allow-Credentials', ['true']);
    return true;
  },
};

/** HTTP APIs of API Gateway. `*` with credentials is refused (aws-cdk-lib 2.276.0 `aws-apigatewayv2/lib/http/api.js`). */
export const httpApi: CloudService = {
  origins: 'allowOrigins',
  credentials: 'allowCredentials',
  methods: undefined,
  takesNobody: true,
  hasMethods: false,
  isForPreflights: false,
  check: ({ origins, isCredentialed }) => {
    if (isCredentialed && origins.includes('*'))
      refuse("allowCredentials is not supported when allowOrigin is '*'");
  },
  answer: answerMatching,
};

/** The address of a Lambda function (aws-cdk-lib 2.276.0 `aws-lambda/lib/function-url.js`, `renderCors`). */
export const functionUrl: CloudService = {
  origins: 'allowedOrigins',
  credentials: 'allowCredentials',
  methods: undefined,
  takesNobody: false,
  hasMethods: false,
  isForPreflights: false,
  answer: answerMatching,
};

/** A response headers policy of CloudFront (aws-cdk-lib 2.276.0 `aws-cloudfront/lib/response-headers-policy.js`, `_renderCorsConfig`). */
export const headersPolicy: CloudService = {
  origins: 'accessControlAllowOrigins',
  credentials: 'accessControlAllowCredentials',
  methods: undefined,
  takesNobody: false,
  hasMethods: false,
  isForPreflights: false,
  answer: answerMatching,
};

/**
 * A rule of an S3 bucket (aws-cdk-lib 2.276.0 `aws-s3/lib/bucket.js`, `parseCorsConfiguration`). The first rule that names the
 * origin and the method answers, and does so with credentials unless it says `*`.
 */
export const bucketRule: CloudService = {
  origins: 'allowedOrigins',
  credentials: undefined,
  methods: 'allowedMethods',
  takesNobody: false,
  hasMethods: true,
  isForPreflights: false,
  answer: (rule, exchange) => {
    const { methods = [], origins } = rule;
    const { method, origin } = exchange.request;
    if (!methods.includes(method) || !isMatched(origins, origin)) return false;
    if (origins.includes('*') && methods.every((name) => READING.includes(name)))
      throw new Undecided(
        'S3 knows no cookies, so that who may read with `*` is a matter of who may read at all',
      );
    return answerMatching({ ...rule, isCredentialed: !origins.includes('*') }, exchange);
  },
};

const READING = ['GET', 'HEAD'];

const isMatched = (origins: readonly string[], origin: string | undefined): boolean =>
  origin !== undefined && origins.some((pattern) => matches(pattern, origin));

/** A pattern may hold one `*`, for any text. */
function matches(pattern: string, origin: string): boolean {
  const [before = '', after, ...more] = pattern.split('*');
  if (after === undefined) return pattern === origin;
  const isLongEnough = origin.length >= before.length + after.length;
  return more.length === 0 && isLongEnough && origin.startsWith(before) && origin.endsWith(after);
}

/** An answer to whoever matches: `*` where that is listed, else the origin. */
function answerMatching({ origins, isCredentialed }: CloudRule, { headers, request }: Exchange): boolean {
  const { origin } = request;
  headers.vary('Origin');
  if (origin === undefined || !isMatched(origins, origin)) return true;
  headers.set('Access-Control-Allow-Origin', [origins.includes('*') ? '*' : origin]);
  if (isCredentialed) headers.set('Access-Control-Allow-Credentials', ['true']);
  return true;
}
