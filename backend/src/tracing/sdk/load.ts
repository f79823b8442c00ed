/** Loads aws-xray-sdk-core, piece by piece, and looks whether the pieces are what they are taken for. */
import { createRequire } from "node:module";
import { namespace } from "../context.ts";

const require = createRequire(import.meta.url);
const sdkRequire = createRequire(require.resolve("aws-xray-sdk-core"));

/** What a member is at run time; `data` comes with use. */
type Kind = "function" | "object" | "string" | "data";
type Members<Module> = Readonly<Record<keyof Module & string, Kind>>;

/**
 * `module` itself, of which `members` are used. Typings have members that do not exist (`TraceID`), and what is inside may
 * change with any version: the compiler holds these names against the types, and this holds them against what is there. Throws
 * where one of them is something else; the API then starts without tracing, and says so.
 */
export function take<Module>(module: unknown, name: string, members: Members<Module>): Module {
  const object = module as Readonly<Record<string, unknown>>;
  const wrong = Object.entries<Kind>(members).filter(
    ([member, kind]) => kind !== "data" && typeof object[member] !== kind,
  );
  if (wrong.length === 0) return module as Module;
  const names = wrong.map(([member]) => `${name}.${member}`).join(", ");
  throw new Error(`aws-xray-sdk-core has changed, and is not what this was written for: ${names}`);
}

type Namespaces = Record<"createNamespace" | "getNamespace" | "destroyNamespace", (name: string) => unknown>;

/** Before the SDK is loaded: the namespaces of cls-hooked follow every asynchronous operation from the moment they exist. */
function replaceNamespace(): void {
  const cls = take<Namespaces>(sdkRequire("cls-hooked/context"), "cls-hooked", {
    createNamespace: "function",
    getNamespace: "function",
    destroyNamespace: "function",
  });
  for (const method of ["createNamespace", "getNamespace", "destroyNamespace"] as const) {
    const original = cls[method];
    cls[method] = (name) => (name === namespace.name ? namespace : original(name));
  }
}

replaceNamespace();

/** What the SDK exports. */
export function takeCore<Module>(members: Members<Module>): Module {
  return take(require("aws-xray-sdk-core"), "AWSXRay", members);
}

/** What a file of the SDK exports, by its path below lib/. */
export function takeInside<Module>(path: string, members: Members<Module>): Module {
  return take(require(`aws-xray-sdk-core/dist/lib/${path}`), path, members);
}
