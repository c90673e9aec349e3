import { call } from '../call.js';
import { iterate } from '../iterate.js';
import { deleteMember, getMember, setMember } from '../members.js';
import { derived } from '../operators.js';
import {
  ArrayValue,
  HostObject,
  isCallable,
  native,
  opaque,
  Unknown,
  type NativeCode,
  type Value,
} from '../values.js';
import { ownKeys } from './object-members.js';

const FUNCTIONS: Readonly<Record<string, NativeCode>> = {
  get: (run, [target, key]) => getMember(run, target, key),
  set: (run, [target, key, value], _self, node) => {
    setMember(run, target, key, value, node);
    return true;
  },
  deleteProperty: (run, [target, key]) => deleteMember(run, target, key),
  ownKeys: (run, [target]) => {
    const keys = ownKeys(run, target);
    return keys instanceof Unknown ? derived(run, keys.reason, [keys]) : new ArrayValue(keys);
  },
  apply: (run, [callee, self, args], _self, node) => {
    const items = iterate(run, args);
    if (items instanceof Unknown || !isCallable(callee)) return opaque('a function applied by Reflect');
    return call(run, callee, self, items, node);
  },
};

/** The global `Reflect`, as far as programs use it in place of operators. */
export const reflectHost = (): Value =>
  new HostObject('Reflect', (_run, name) => {
    const code = FUNCTIONS[name];
    return code ? native(name, code) : opaque(`'Reflect.${name}' is not modelled`);
  });
