import { isRawObject } from "../protocol/raw-json.ts";
import type { RawObject } from "../protocol/raw-json.ts";
import { parseLinks } from "../protocol/parse-blocks.ts";
import { MAX_USER_LENGTH } from "../protocol/parse-segment-document.ts";
import { rawEntities } from "./raw-entities.ts";

export interface LeftOutMember {
  entityId: string;
  name: string;
  /** `http.response.status` */
  member: string;
  /** `a text instead of an integer`, `longer than 250 characters` */
  why: string;
}

type Form = "a text" | "an integer" | "true or false" | "an object" | "a list";

/** Members that X-Ray leaves out when they have another type than in the schema (AWS's JSON schema v1.0.0). */
const FORMS: readonly (readonly [Form, readonly string[]])[] = [
  ["an object", ["http", "http.request", "http.response", "aws", "sql", "annotations", "metadata"]],
  ["a list", ["subsegments"]],
  [
    "true or false",
    ["error", "fault", "throttle", "traced", "http.request.traced", "http.request.x_forwarded_for"],
  ],
  ["an integer", ["http.response.status", "http.response.content_length"]],
  [
    "a text",
    [
      "user",
      "origin",
      "resource_arn",
      ...["method", "url", "user_agent", "client_ip"].map((name) => `http.request.${name}`),
      ...["account_id", "operation", "region", "request_id", "queue_url", "table_name"].map(
        (name) => `aws.${name}`,
      ),
      ...["url", "connection_string", "sanitized_query", "database_type", "user"].map(
        (name) => `sql.${name}`,
      ),
    ],
  ],
];

/** A text without any of these has nothing to find: nearly all documents need not be parsed again. */
const SUSPECT = new RegExp(
  [
    `"(?:http|request|response|aws|sql|annotations|metadata)"\\s*:\\s*(?![\\s{]|null)`,
    `"user"\\s*:\\s*"[^"]{${MAX_USER_LENGTH}}`,
    `"links"\\s*:`,
    `"subsegments"\\s*:\\s*(?![\\s[]|null)`,
    `"(?:error|fault|throttle|traced|x_forwarded_for)"\\s*:\\s*(?![\\stfn])`,
    `"(?:status|content_length)"\\s*:\\s*(?![\\sn]|-?\\d+[\\s,}])`,
    `"(?:${(FORMS.at(-1)?.[1] ?? []).map((path) => path.split(".").at(-1)).join("|")})"\\s*:\\s*(?![\\s"]|null)`,
  ].join("|"),
);

/**
 * Members of a document, embedded subsegments included, that X-Ray leaves out: of another type than in the schema,
 * longer, or more than it allows. X-Ray accepts the document, so nobody is told. Never throws.
 */
export function leftOutMembers(text: string): readonly LeftOutMember[] {
  return SUSPECT.test(text) ? [...rawEntities(text)].flatMap(leftOutOf) : [];
}

function leftOutOf(raw: RawObject): readonly LeftOutMember[] {
  return [...wrongForms(raw), ...beyondLimits(raw)].map(([member, why]) => ({
    entityId: String(raw.id),
    name: String(raw.name),
    member,
    why,
  }));
}

type Member = readonly [member: string, why: string];

function wrongForms(raw: RawObject): Member[] {
  return FORMS.flatMap(([form, members]) =>
    members.flatMap((member): Member[] => {
      const given = formOf(valueAt(raw, member));
      return given === undefined || given === form ? [] : [[member, `${given} instead of ${form}`]];
    }),
  );
}

function beyondLimits({ user, links }: RawObject): Member[] {
  const found: Member[] = [];
  if (typeof user === "string" && user.length > MAX_USER_LENGTH) {
    found.push(["user", `longer than ${MAX_USER_LENGTH} characters`]);
  }
  if (Array.isArray(links)) {
    const ignored = links.length - (parseLinks(links)?.length ?? 0);
    if (ignored > 0)
      found.push(["links", `${ignored} of ${links.length}; 20 are taken, each with \`trace_id\` and \`id\``]);
  }
  return found;
}

function valueAt(raw: RawObject, path: string): unknown {
  return path.split(".").reduce<unknown>((at, name) => (isRawObject(at) ? at[name] : undefined), raw);
}

/** Undefined for what counts as absent. */
function formOf(value: unknown): Form | "a number" | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return "a text";
  if (typeof value === "boolean") return "true or false";
  if (typeof value === "number") return Number.isInteger(value) ? "an integer" : "a number";
  return Array.isArray(value) ? "a list" : "an object";
}
