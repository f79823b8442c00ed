import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

interface Operation {
  operationId: string;
  responses: Record<string, { $ref?: string; content?: Record<string, unknown> }>;
}

interface Description {
  paths: Record<string, Record<string, Operation>>;
}

const DESCRIPTION = join(import.meta.dirname, "../../openapi.yaml");
const METHODS = new Set(["get", "put", "post", "delete"]);
/** What any route may answer, according to the introduction of the description. */
const COMMON_ERRORS = new Set([400, 403, 413, 415, 429, 500, 503]);

export interface Contract {
  /** Ids of all described operations. */
  operationIds: readonly string[];
  /** Ids of operations whose answers were checked. */
  checked: ReadonlySet<string>;
  /** What is wrong with an answer according to the description; `undefined` for nothing. */
  findFault(method: string, url: string, status: number, body: unknown): string | undefined;
}

/** Reads openapi.yaml, so that answers can be checked against it. */
export function readContract(): Contract {
  const description = parse(readFileSync(DESCRIPTION, "utf8")) as Description;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(description, "api");
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => METHODS.has(method))
      .map((method) => ({ method, path, pattern: toPattern(path), operation: methods[method] as Operation })),
  );
  // Paths without parameters come first, because those with parameters would match them too.
  operations.sort((a, b) => placesOf(a.path) - placesOf(b.path));
  const checked = new Set<string>();
  const validators = new Map<string, ValidateFunction>();

  function validatorOf(reference: string): ValidateFunction {
    const validator = validators.get(reference) ?? ajv.compile({ $ref: `api${reference}` });
    validators.set(reference, validator);
    return validator;
  }

  return {
    operationIds: operations.map(({ operation }) => operation.operationId),
    checked,
    findFault(method, url, status, body) {
      const { pathname } = new URL(url);
      const found = operations.find(
        (candidate) => candidate.method === method.toLowerCase() && candidate.pattern.test(pathname),
      );
      if (!found) return status === 404 ? undefined : `${method} ${pathname} is not described`;
      checked.add(found.operation.operationId);
      const response = found.operation.responses[status];
      if (!response && !COMMON_ERRORS.has(status))
        return `${method} ${pathname} answers ${status}, undescribed`;
      const reference = referenceOf(found, status, response);
      if (reference === undefined) return body === undefined ? undefined : `${status} has a body`;
      const validator = validatorOf(reference);
      return validator(body)
        ? undefined
        : `${method} ${pathname} ${status}: ${ajv.errorsText(validator.errors)}`;
    },
  };
}

/** The place of an answer's schema in the description, as a fragment; `undefined` when it has no body. */
function referenceOf(
  { path, method }: { path: string; method: string },
  status: number,
  response: Operation["responses"][string] | undefined,
): string | undefined {
  if (!response) return "#/components/schemas/Error";
  if (response.$ref) return `${response.$ref}/content/application~1json/schema`;
  if (!response.content) return undefined;
  const place = path.replaceAll("~", "~0").replaceAll("/", "~1");
  const steps = ["paths", place, method, "responses", status, "content", "application~1json", "schema"];
  return `#/${steps.map((step) => encodeURIComponent(step)).join("/")}`;
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]*")}$`);
}

function placesOf(path: string): number {
  return path.split("{").length;
}
