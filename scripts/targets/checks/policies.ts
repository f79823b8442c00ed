import type { Access } from "../configuration/access.ts";
import type { Resource } from "../configuration/resources.ts";

interface Statement {
  effect?: string;
  actions?: readonly string[] | null;
  not_actions?: readonly string[] | null;
  resources?: readonly string[] | null;
  not_resources?: readonly string[] | null;
  principals?: readonly { type: string; identifiers?: readonly string[] }[] | null;
}

/** The members in which resources have policies as text. */
const POLICY_MEMBERS = ["policy", "assume_role_policy", "access_policy", "policy_document"] as const;

/**
 * These allow nothing: documents themselves; rules about what to delete; and restrictions, for which AWS has a text of
 * its own when none is given.
 */
const ALLOWS_NOTHING = new Set(["aws_iam_policy_document", "aws_ecr_lifecycle_policy", "aws_vpc_endpoint"]);

/**
 * What is wrong with the policies, a sentence each. A document may allow only the listed actions, any resource only
 * where that is listed, and nobody by `*`. What is listed but absent is wrong too.
 */
export function findPolicyProblems(resources: readonly Resource[], access: Access): readonly string[] {
  const documents = resources.filter(({ type }) => type === "aws_iam_policy_document");
  return [
    ...documents.flatMap((document) => findDocumentProblems(document, access)),
    ...findStale(documents, access),
    ...findManagedPolicyProblems(resources, access),
    ...resources.flatMap((resource) => findHandWritten(resource, documents)),
  ];
}

function findDocumentProblems({ address, values }: Resource, access: Access): readonly string[] {
  const allowed = access.policies[address];
  if (!allowed) return [`${address} is not listed in access.json.`];
  const statements = ((values["statement"] ?? []) as readonly Statement[]).filter(
    ({ effect = "Allow" }) => effect === "Allow",
  );
  const granted = new Set(statements.flatMap(({ actions }) => actions ?? []));
  return [
    ...[...granted]
      .filter((action) => !allowed.includes(action))
      .map((action) => `${address} allows ${action}.`),
    ...[...granted]
      .filter((action) => action.includes("*"))
      .map((action) => `${address} allows by a wildcard: ${action}.`),
    ...allowed
      .filter((action) => !granted.has(action))
      .map((action) => `${address} does not allow ${action}, which is listed.`),
    ...statements.flatMap((statement) => findStatementProblems(address, statement, access)),
  ];
}

function findStatementProblems(address: string, statement: Statement, access: Access): readonly string[] {
  const { actions, resources, principals, not_actions: notActions, not_resources: notResources } = statement;
  const isAnyResource = resources?.includes("*") ?? false;
  const tooWide = isAnyResource
    ? (actions ?? []).filter((action) => !access.onAnyResource.includes(action))
    : [];
  const anybody = (principals ?? []).some(({ identifiers }) => identifiers?.includes("*"));
  return [
    ...tooWide.map((action) => `${address} allows ${action} on any resource.`),
    ...(anybody ? [`${address} allows anybody.`] : []),
    ...(notActions?.length || notResources?.length ? [`${address} allows all but something.`] : []),
  ];
}

function findStale(documents: readonly Resource[], { policies }: Access): readonly string[] {
  const there = new Set(documents.map(({ address }) => address));
  return Object.keys(policies)
    .filter((address) => !there.has(address))
    .map((address) => `access.json lists ${address}, which is not there.`);
}

function findManagedPolicyProblems(
  resources: readonly Resource[],
  { managedPolicies }: Access,
): readonly string[] {
  const attached = resources
    .filter(({ type }) => type === "aws_iam_role_policy_attachment")
    .map(({ values }) => String(values["policy_arn"]).replace(/^.*:policy\//, ""));
  return [
    ...attached
      .filter((name) => !managedPolicies.includes(name))
      .map((name) => `A role has the managed policy ${name}.`),
    ...managedPolicies
      .filter((name) => !attached.includes(name))
      .map((name) => `No role has the managed policy ${name}, which is listed.`),
  ];
}

/** A policy that does not come from a document cannot be compared with a list. */
function findHandWritten(
  { address, type, values }: Resource,
  documents: readonly Resource[],
): readonly string[] {
  if (ALLOWS_NOTHING.has(type)) return [];
  const texts = new Set(
    documents.flatMap(({ values: { json } }) => (typeof json === "string" ? [normalize(json)] : [])),
  );
  return POLICY_MEMBERS.filter((member) => {
    const text = values[member];
    return typeof text === "string" && text !== "" && !texts.has(normalize(text));
  }).map((member) => `${address}: ${member} is not made by an aws_iam_policy_document.`);
}

/** Services return policies with their members in another order. */
function normalize(json: string): string {
  return JSON.stringify(sort(JSON.parse(json)));
}

function compareAsJson(one: unknown, other: unknown): number {
  return JSON.stringify(one).localeCompare(JSON.stringify(other));
}

function sort(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? sort(value[0]) : value.map(sort).sort(compareAsJson);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => one.localeCompare(other));
  return Object.fromEntries(members.map(([name, member]) => [name, sort(member)]));
}
