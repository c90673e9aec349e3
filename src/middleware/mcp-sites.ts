import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../source/file.js';
import { memberName, type Node } from '../source/syntax.js';
import { call } from '../interpret/call.js';
import { getMember } from '../interpret/members.js';
import { truthy } from '../interpret/operators.js';
import { Undecided, type Run } from '../interpret/run.js';
import { ArrayValue, opaque, type Value } from '../interpret/values.js';
import { decided } from './decided.js';
import { mcpTransports } from './mcp-transports.js';
import { mergedOptions } from './merged-options.js';
import { defineMiddleware, Failed, noEvidence, type Exchange, type Site } from './middleware.js';

const modelContextProtocol = defineMiddleware({
  name: 'Model Context Protocol',
  packages: ['@modelcontextprotocol/sdk'],
  triggers: [],
  find: () => [],
});

/**
 * The transports of a file that requests are handed to, one site for each call that hands them over: it is answered if the
 * transport is asked, and does not refuse the origin by itself. Line numbers refer to `dist/esm/server` of
 * @modelcontextprotocol/sdk 1.32.2; held against booted servers by tests/oracle/mcp-transports.test.ts.
 */
export const toolServerSites = (file: SourceFile): Site[] =>
  mcpTransports(file).flatMap((creation) => handings(file).map((handing) => siteOf(file, creation, handing)));

/** `transport.handleRequest(req, res, req.body)`. What is posted to a `SSEServerTransport` finds it by a session, in a map. */
const handings = (file: SourceFile): TSESTree.CallExpression[] =>
  file.nodesOfType('CallExpression').filter(({ callee }) => memberOf(callee) === 'handleRequest');

const memberOf = (callee: Node): string | undefined =>
  callee.type === 'MemberExpression' ? memberName(callee) : undefined;

/** A transport that a run of the program made. */
interface Made {
  readonly creation: Node;
  readonly options: Value;
}

function siteOf(file: SourceFile, creation: TSESTree.NewExpression, handing: TSESTree.CallExpression): Site {
  return {
    middleware: modelContextProtocol,
    node: creation,
    roots: [handing, creation],
    isHandler: true,
    place: () => creation.callee,
    rewrite: () => 'which pages and which names are yours cannot be seen from here',
    observe: (exchange) => {
      let given: Value;
      let latest: Made | undefined;
      const made = new Map<Value, Made>();
      let receiver: Value;
      let isAccepted = false;
      const hand = (_args: readonly Value[], run: Run): Value => {
        if (run.unseenCalls.some(({ args }) => args.includes(exchange.incoming)))
          throw new Undecided('the request is handed to code we cannot see');
        // One that is kept for its session may be anything by the time it is asked.
        const asked = made.get(receiver) ?? latest;
        if (asked?.creation === creation && !refuses(run, asked.options, exchange)) isAccepted = true;
        return opaque('what the transport answers');
      };
      const values = new Map<Node, (value: Value) => void>();
      for (const each of mcpTransports(file)) {
        const [options] = each.arguments;
        if (options) values.set(options, (value) => void (given = value));
        values.set(each, (transport) => {
          latest = { creation: each, options: options && given };
          made.set(transport, latest);
        });
      }
      if (handing.callee.type === 'MemberExpression')
        values.set(handing.callee.object, (value) => void (receiver = value));
      return {
        calls: new Map([[handing, hand]]),
        values,
        evidence: noEvidence(),
        respond: () => {
          if (!isAccepted) throw new Failed();
        },
      };
    },
  };
}

/**
 * Lists are looked at only if protection is switched on, which it is not by default, and if they are not empty
 * (`webStandardStreamableHttp.js`:80, :143–163). A name that the attacker has point here is in no list of hosts, and clients that
 * are no browsers send no origin.
 */
function refuses(run: Run, given: Value, { request }: Exchange): boolean {
  const options = mergedOptions(decided(given));
  if (!truthy(run, decided(options.read('enableDnsRebindingProtection')))) return false;
  const hosts = decided(options.read('allowedHosts'));
  if (hosts instanceof ArrayValue && hosts.items.length > 0) return true;
  const origins = decided(options.read('allowedOrigins'));
  if (!(origins instanceof ArrayValue) || origins.items.length === 0) return false;
  const { origin } = request;
  return (
    origin !== undefined && !truthy(run, call(run, getMember(run, origins, 'includes'), origins, [origin]))
  );
}
