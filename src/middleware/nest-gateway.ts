import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { importedBinding } from '../source/modules.js';
import { unwrapped, type Node } from '../source/syntax.js';
import { corsOptionSite, mayHoldCors } from './cors-option.js';
import { defineMiddleware, type Middleware } from './middleware.js';
import { withTypes } from './nest.js';
import type { OptionsConsumer } from './option-calls.js';
import { forEngine, readByEngine } from './socket-io.js';

/**
 * The option `cors` of `@WebSocketGateway(options)` and `@WebSocketGateway(port, options)` (@nestjs/websockets 12.1.1,
 * `decorators/socket-gateway.decorator.js`). The options are those of the server of socket.io that @nestjs/platform-socket.io
 * makes (12.1.1, `adapters/io-adapter.js`:28–32); held against booted apps by tests/oracle/nest-gateway.test.ts. Servers of
 * the package `ws`, which @nestjs/platform-ws makes, send no CORS headers.
 */
export const nestGateway: Middleware = defineMiddleware({
  name: 'NestJS',
  packages: ['@nestjs/websockets'],
  triggers: ['cors'],
  find: (file) =>
    file.packages.declared?.has('@nestjs/platform-ws')
      ? []
      : gateways(file).flatMap(({ options }) =>
          options && mayHoldCors(options)
            ? [corsOptionSite(file, withTypes(file, forEngine), nestGateway, options, readByEngine)]
            : [],
        ),
});

/** What takes an options object as its option `cors`. */
export const gatewayOptions: OptionsConsumer = { calls: gateways, types: [] };

function gateways(file: SourceFile): { node: TSESTree.CallExpression; options: Node | undefined }[] {
  return file.nodes.flatMap((node) => {
    if (node.type !== 'CallExpression') return [];
    const binding = importedBinding(file, node.callee);
    if (binding?.module !== '@nestjs/websockets' || binding.name !== 'WebSocketGateway') return [];
    const [first, second] = node.arguments;
    // Whatever is no whole number in the first place is the options.
    const isFirst = first !== undefined && (!second || unwrapped(first).type === 'ObjectExpression');
    return [{ node, options: isFirst ? first : second }];
  });
}
