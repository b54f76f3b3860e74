import { partsOf, type Code, type Kind } from './code-tree.ts';
import { moduleOf } from './requests.ts';
import { HOLE, nameOf } from './string-functions.ts';
import type { Values } from './values.ts';

/** One package reaches every service of Amazon: the name given to it says which. */
const BOTO = /^(?:aio)?boto(?:3|core)(?:\.|$)/;
const BOTO_CALL = /^(?:client|resource|create_client)$/;
const BOTO_NAME = /^[a-z][a-z0-9-]{1,60}$/;
const CLASS_NAME = /^[A-Z]\w{0,60}$/;

export interface SdkServices {
  /** As packages of their own: `boto3.rekognition`, `aws-sdk/clients/rekognition`. */
  used: { name: string; line: number }[];
  /** A service is asked for whose name the code does not show. */
  hidden: boolean;
}

/** The services that AWS SDKs of one package are asked for. */
export function findSdkServices(body: readonly Code[], values: Values): SdkServices {
  const all = everyCode(body);
  const calls = all.filter((code) => code.is === 'call');
  const modules = all.flatMap((code) => (code.is === 'import' ? [code.module] : (moduleOf(code) ?? [])));
  if (modules.some((module) => BOTO.test(module))) {
    return boto(calls, values);
  }
  return { used: modules.includes('aws-sdk') ? awsClasses(calls, all) : [], hidden: false };
}

function boto(calls: readonly Kind<'call'>[], values: Values): SdkServices {
  const asked = calls.filter(({ callee }) => BOTO_CALL.test(nameOf(callee) ?? ''));
  const names = asked.flatMap(({ args, line }) => {
    const named = args.flatMap((arg) => (arg.is === 'record' ? values.entry(arg, 'service_name') : []));
    const [service] = [...named, ...args.filter((arg) => arg.is !== 'record')];
    return service ? values.strings(service).map((name) => ({ name, line })) : [];
  });
  return {
    used: names.filter(({ name }) => BOTO_NAME.test(name)).map(({ name, line }) => ({ name: `boto3.${name}`, line })),
    hidden: names.some(({ name }) => name.includes(HOLE)),
  };
}

/** `new AWS.Rekognition()`, `const { Rekognition } = require('aws-sdk')`. */
function awsClasses(calls: readonly Kind<'call'>[], all: readonly Code[]): SdkServices['used'] {
  const roots = new Set(all.flatMap((code) => (code.is === 'import' && code.module === 'aws-sdk' ? code.names : [])));
  for (const code of all) {
    if (code.is === 'set' && code.target.is === 'name' && moduleOf(code.value) === 'aws-sdk') {
      roots.add(code.target.name);
    }
  }
  return calls.flatMap(({ callee, line }) => {
    const own = nameOf(callee) ?? '';
    const root = callee.is === 'member' ? callee.of : callee;
    const isAws = moduleOf(callee) === 'aws-sdk' || (root.is === 'name' && roots.has(root.name));
    return isAws && CLASS_NAME.test(own) ? [{ name: `aws-sdk/clients/${own.toLowerCase()}`, line }] : [];
  });
}

function everyCode(body: readonly Code[]): Code[] {
  const seen = new Set<Code>();
  const stack = [...body].reverse();
  for (let code = stack.pop(); code; code = stack.pop()) {
    if (!seen.has(code)) {
      seen.add(code);
      stack.push(...partsOf(code).toReversed());
    }
  }
  return [...seen];
}
