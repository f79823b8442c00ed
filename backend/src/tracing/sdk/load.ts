/** Loads aws-xray-sdk-core piece by piece, and checks that the pieces are what this app expects. */
import { createRequire } from "node:module";
import { namespace } from "../context.ts";

const require = createRequire(import.meta.url);
const sdkRequire = createRequire(require.resolve("aws-xray-sdk-core"));

/** What a member is at run time; `data` appears only with use. */
type Kind = "function" | "object" | "string" | "data";
type Members<Module> = Readonly<Record<keyof Module & string, Kind>>;

/**
 * Returns `module`, after checking the `members` that are used. Typings have members that do not exist (`TraceID`), and
 * the inside may change with any version. The compiler compares these names with the types, and this compares them with
 * what is there. Throws when a member is something else; the API then starts without tracing, and says so.
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

/**
 * Done before the SDK is loaded, because the namespaces of cls-hooked follow every asynchronous operation from then on.
 */
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

/** The exports of the SDK. */
export function takeCore<Module>(members: Members<Module>): Module {
  return take(require("aws-xray-sdk-core"), "AWSXRay", members);
}

/** The exports of a file of the SDK, by its path below lib/. */
export function takeInside<Module>(path: string, members: Members<Module>): Module {
  return take(require(`aws-xray-sdk-core/dist/lib/${path}`), path, members);
}
