import type { IncomingMessage, ServerResponse } from 'node:http';

type Lambda = (
  event: object,
  context: object,
  callback: (error: unknown, result: unknown) => void,
) => unknown;

interface Result {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body?: string;
}

/**
 * A `node:http` listener for a Lambda function: a module that exports `handler`. It is asked as an HTTP API asks it (v2:
 * `requestContext.http`, header names in lower case), or, if its text reads `httpMethod`, as a REST API does (v1).
 */
export function lambdaListener(
  exported: unknown,
): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined {
  if (typeof exported !== 'object' || exported === null || !('handler' in exported)) return undefined;
  const { handler } = exported;
  if (typeof handler !== 'function') return undefined;
  return (request, response) => answer(handler as Lambda, request, response);
}

async function answer(handler: Lambda, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const event = String(handler).includes('httpMethod') ? restEvent(request) : httpEvent(request);
  const result = await new Promise<unknown>((resolve, reject) => {
    const returned = handler(event, {}, (error, value) => {
      if (error) reject(error instanceof Error ? error : new Error('the function failed'));
      else resolve(value);
    });
    if (returned instanceof Promise) returned.then(resolve, reject);
  });
  const { statusCode, headers = {}, multiValueHeaders = {}, body = '' } = result as Result;
  // API Gateway merges both; where a name is in both, the list counts.
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  for (const [name, values] of Object.entries(multiValueHeaders)) response.setHeader(name, [...values]);
  response.writeHead(statusCode).end(body);
}

const restEvent = ({ method, url, headers }: IncomingMessage) => ({
  httpMethod: method,
  path: url,
  queryStringParameters: {},
  // As browsers send them over HTTP/1.1.
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replaceAll(/(?:^|-)[a-z]/g, (part) => part.toUpperCase()),
      value,
    ]),
  ),
});

const httpEvent = ({ method, url, headers }: IncomingMessage) => ({
  version: '2.0',
  rawPath: url,
  queryStringParameters: {},
  headers,
  requestContext: { http: { method, path: url } },
});
