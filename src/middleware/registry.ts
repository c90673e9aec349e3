import { exportedHeaders } from './exported-headers.js';
import { expressCors } from './express-cors.js';
import { fetchResponses } from './fetch-responses.js';
import { headerWrites } from './header-writes.js';
import { honoResponses } from './hono-responses.js';
import { lambdaResults } from './lambda-results.js';
import type { Middleware } from './middleware.js';

/** Every middleware the engine knows. To add one is to add its file and a line here. */
export const MIDDLEWARE: readonly Middleware[] = [
  expressCors,
  headerWrites,
  fetchResponses,
  honoResponses,
  lambdaResults,
  exportedHeaders,
];
