import { isRawObject, parseJson } from "../protocol/raw-json.ts";
import { matchesWildcard } from "../sampling/wildcard.ts";

/** Why the text is not a policy document, in a sentence; undefined when it is one. Source: IAM's policy grammar. */
export function policyProblem(text: string): string | undefined {
  const statements = statementsOf(text);
  if (typeof statements === "string") return statements;
  for (const [index, statement] of statements.entries()) {
    const problem = statementProblem(statement);
    if (problem !== undefined) return `Statement ${index + 1}: ${problem}`;
  }
  return undefined;
}

/**
 * Whether the policy denies PutResourcePolicy to everybody, so that nobody could change it again. Statements with a
 * condition or with named principals do not count.
 */
export function locksOut(text: string): boolean {
  const statements = statementsOf(text);
  if (typeof statements === "string") return false;
  return statements.some(
    ({ Effect, Principal, Action, Condition }) =>
      Effect === "Deny" &&
      Condition === undefined &&
      coversEverybody(Principal) &&
      toList(Action).some((action) => coversPutResourcePolicy(action)),
  );
}

type Statement = Readonly<Record<string, unknown>>;

/** The statements, or what is wrong with the document as a whole. */
function statementsOf(text: string): readonly Statement[] | string {
  const document = parseJson(text);
  if (!isRawObject(document)) return "the document is no JSON object";
  const { Version, Statement } = document;
  if (Version !== undefined && Version !== "2012-10-17" && Version !== "2008-10-17") {
    return "Version must be 2012-10-17 or 2008-10-17";
  }
  const statements = toList(Statement);
  if (statements.length === 0) return "Statement is missing";
  if (!statements.every(isRawObject)) return "a Statement is no object";
  return statements;
}

function statementProblem(statement: Statement): string | undefined {
  if (statement["Effect"] !== "Allow" && statement["Effect"] !== "Deny")
    return "Effect must be Allow or Deny";
  for (const [member, opposite] of [
    ["Principal", "NotPrincipal"],
    ["Action", "NotAction"],
  ] as const) {
    if ((statement[member] === undefined) === (statement[opposite] === undefined)) {
      return `it needs either ${member} or ${opposite}`;
    }
  }
  const actions = toList(statement["Action"] ?? statement["NotAction"]);
  const isAction = (action: unknown) =>
    typeof action === "string" && (action === "*" || /^[\w-]+:[\w*?]+$/.test(action));
  if (actions.length === 0 || !actions.every(isAction)) return "an action must be * or service:operation";
  return undefined;
}

function coversEverybody(principal: unknown): boolean {
  if (principal === "*") return true;
  return isRawObject(principal) && toList(principal["AWS"]).includes("*");
}

function coversPutResourcePolicy(action: unknown): boolean {
  return typeof action === "string" && matchesWildcard(action, "xray:PutResourcePolicy");
}

function toList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
