import { oncePerFile, type SourceFile } from '../source/file.js';
import { memberName, staticText, unwrapped, type Node } from '../source/syntax.js';
import { call } from '../interpret/call.js';
import { Undecided, type Run } from '../interpret/run.js';
import { HostObject, native, opaque, type Value } from '../interpret/values.js';
import { Failed, type Exchange, type Observation } from './middleware.js';
import type { Creation } from './socket-io.js';

/** What refuses a handshake, whatever comes after it: the response is written, or can no longer be. */
const REFUSING = /^(?:write|end|destroy|destroySoon|resetAndDestroy)$/;
const LISTENING = /^(?:on|once|addListener|prependListener)$/;

/** A run in which a program takes its handshakes from an HTTP server, and hands them to a server of WebSockets. */
interface HandedHandshakes extends Pick<Observation, 'calls' | 'values'> {
  /**
   * Goes on if a listener hands the handshake to the server of WebSockets. Throws `Failed` if none does or the socket is
   * closed before, and `Undecided` where code we cannot see is asked, or nothing listens.
   */
  handOver(run: Run): void;
}

/** The calls by which a file listens to the event `upgrade`. */
export const upgradeListenings = oncePerFile((file) =>
  file.nodesOfType('CallExpression').filter((node) => {
    const callee = unwrapped(node.callee);
    return (
      callee.type === 'MemberExpression' &&
      LISTENING.test(memberName(callee) ?? '') &&
      staticText(node.arguments[0]) === 'upgrade'
    );
  }),
);

/**
 * Watches what the listeners of a file do with a handshake until they hand it to the server that `creation` makes. `ws`
 * 8.21.3 hands it back to nobody then (`lib/websocket-server.js`, `handleUpgrade`); to a socket that was written to, or that
 * is closed, an acceptance says nothing any more (`completeUpgrade`). Held against booted servers by
 * tests/oracle/handshakes.test.ts.
 */
export function handedHandshakes(
  file: SourceFile,
  creation: Creation,
  { incoming }: Exchange,
): HandedHandshakes {
  let server: Value;
  let receiver: Value;
  let isRefused = false;
  let isTaken = false;
  const listeners: Value[] = [];
  const socket: HostObject = new HostObject('the socket of a handshake', (_run, key) => {
    if (REFUSING.test(key)) return native(key, () => void (isRefused = true));
    return LISTENING.test(key) ? native(key, () => socket) : opaque(`the socket's ${key}`);
  });
  const refuseUnseen = (run: Run): void => {
    const isGiven = ({ args }: { args: readonly Value[] }) =>
      args.includes(socket) || args.includes(incoming);
    if (run.unseenCalls.some(isGiven)) throw new Undecided('the handshake is handed to code we cannot see');
  };

  const calls = new Map<Node, (args: readonly Value[], run: Run) => Value>();
  const values = new Map<Node, (value: Value) => void>([[creation, (made) => void (server = made)]]);
  for (const node of upgradeListenings(file)) {
    calls.set(node, ([, listener]) => {
      listeners.push(listener);
      return opaque('a server that is listened to');
    });
  }
  for (const node of file.nodesOfType('CallExpression')) {
    const { callee } = node;
    if (callee.type !== 'MemberExpression' || memberName(callee) !== 'handleUpgrade') continue;
    values.set(callee.object, (value) => void (receiver = value));
    calls.set(node, (_args, run) => {
      if (receiver !== server) return undefined;
      refuseUnseen(run);
      isTaken ||= !isRefused;
      return undefined;
    });
  }

  return {
    calls,
    values,
    handOver: (run) => {
      if (listeners.length === 0) throw new Undecided('the server is handed its handshakes out of sight');
      for (const listener of listeners)
        call(run, listener, undefined, [incoming, socket, opaque('the first bytes behind a handshake')]);
      if (isTaken) return;
      refuseUnseen(run);
      throw new Failed();
    },
  };
}
