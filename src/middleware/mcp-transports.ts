import type { TSESTree } from '@typescript-eslint/utils';
import { oncePerFile } from '../source/file.js';
import { instancesOfImports } from '../source/modules.js';

/** The transports over HTTP of @modelcontextprotocol/sdk 1.32.2, and the modules that export them; `stdio` has no web pages to fear. */
const MODULE =
  /^@modelcontextprotocol\/sdk\/server\/(?:streamableHttp|webStandardStreamableHttp|sse)(?:\.js)?$/;
const TRANSPORT = /^(?:(?:WebStandard)?StreamableHTTP|SSE)ServerTransport$/;

/** Where a file makes transports by which a server of the Model Context Protocol is reached over HTTP, in source order. */
export const mcpTransports = oncePerFile((file): readonly TSESTree.NewExpression[] =>
  instancesOfImports(file)
    .filter(({ binding }) => MODULE.test(binding.module) && TRANSPORT.test(binding.name))
    .map(({ node }) => node),
);
