import type { SourceFile } from '../../source/file.js';
import { unwrapped, type Node } from '../../source/syntax.js';
import { boundTo, isVisible, type Named } from '../headers/request-origin.js';
import type { AzureHandler } from './azure-handlers.js';
import { functionsAround } from './entry-points.js';
import { fetchOriginAt } from './fetch-origin.js';
import type { OriginCode } from './guarded-headers.js';
import { startOfChain } from './header-writers.js';

/** The Origin header at `place` in a function of Azure, as code. */
export function azureOriginAt(file: SourceFile, found: AzureHandler, place: Node): OriginCode | undefined {
  const { handler, first } = found;
  if (first === 'request') {
    // Its request has a type of its own, which would have to be imported.
    const isUntyped = handler.params.length > 0 || !/\.[cm]?tsx?$/.test(file.path);
    return isUntyped ? fetchOriginAt(file, { ...found, kind: 'handler' }, place) : undefined;
  }
  if (!functionsAround(file, place).includes(handler)) return undefined;
  const headers = headersOfRequest(file, found, place);
  if (headers === undefined) return undefined;
  return { text: `${headers}.origin ?? ''`, edits: [], ...varyOf(file, place) };
}

/** The headers of the second parameter, or of the request that the context has. */
function headersOfRequest(file: SourceFile, { handler }: AzureHandler, place: Node): string | undefined {
  const [context, request] = handler.params;
  const named = (request && headersIn(request)) ?? (context && headersOfContext(context));
  return named && isVisible(file, named, handler, place) ? named.text : undefined;
}

function headersIn(request: Node): Named | undefined {
  if (request.type === 'Identifier') return { text: `${request.name}.headers`, identifier: request };
  const headers = boundTo(request, 'headers');
  return headers?.type === 'Identifier' ? { text: headers.name, identifier: headers } : undefined;
}

function headersOfContext(context: Node): Named | undefined {
  if (context.type === 'Identifier') return { text: `${context.name}.req?.headers`, identifier: context };
  const request = boundTo(context, 'req');
  return request && headersIn(request);
}

/** `setHeader` of the response replaces a Vary that is there, so its fields are kept. */
function varyOf(file: SourceFile, place: Node): Pick<OriginCode, 'vary'> {
  const callee = place.type === 'CallExpression' ? unwrapped(place.callee) : undefined;
  if (callee?.type !== 'MemberExpression') return {};
  const response = file.textOf(startOfChain(callee.object));
  return {
    vary: `${response}.setHeader('Vary', [${response}.getHeader('Vary'), 'Origin'].filter(Boolean).join(', '));`,
  };
}
