import type { DatabaseSync } from "node:sqlite";
import { locksOut, policyProblem } from "./policy-document.ts";
import { numberOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";
import { rejected, SettingsError } from "./settings-error.ts";

interface ResourcePolicy {
  PolicyName: string;
  /** As it was given. */
  PolicyDocument: string;
  /** A number as text: 1, and one more with each change. */
  PolicyRevisionId: string;
  /** Epoch seconds. */
  LastUpdatedTime: number;
}

interface PolicyChange {
  PolicyName: string;
  PolicyDocument: string;
  /** The revision to replace; `0` only creates. */
  PolicyRevisionId?: string;
  BypassPolicyLockoutCheck?: boolean;
}

/** Resource policies: stored and answered, but nothing here asks them for permission. Throws SettingsError. */
export interface PolicySettings {
  /** By name. */
  list(): readonly ResourcePolicy[];
  put(change: PolicyChange): ResourcePolicy;
  delete(policyName: string, revisionId?: string): void;
}

/** Model, PutResourcePolicy. */
const MAX_POLICIES = 5;
const MAX_DOCUMENT_BYTES = 5 * 1_024;

export function createPolicySettings(database: DatabaseSync, nowMs: () => number): PolicySettings {
  const select = database.prepare("SELECT * FROM resource_policy ORDER BY name");
  const save = database.prepare(
    "INSERT OR REPLACE INTO resource_policy (name, document, revision, updated_at_sec) VALUES (?, ?, ?, ?)",
  );
  const remove = database.prepare("DELETE FROM resource_policy WHERE name = ?");

  function list(): readonly ResourcePolicy[] {
    return select.all().map(toPolicy);
  }

  return {
    list,
    put({ PolicyName, PolicyDocument, PolicyRevisionId, BypassPolicyLockoutCheck = false }) {
      checkDocument(PolicyDocument, BypassPolicyLockoutCheck);
      const policies = list();
      const before = policies.find((policy) => policy.PolicyName === PolicyName);
      checkRevision(PolicyRevisionId, before?.PolicyRevisionId ?? "0");
      if (!before && policies.length >= MAX_POLICIES) {
        const message = `An account can have at most ${MAX_POLICIES} resource policies`;
        throw new SettingsError("PolicyCountLimitExceededException", message);
      }
      const revision = Number(before?.PolicyRevisionId ?? 0) + 1;
      const LastUpdatedTime = nowMs() / 1_000;
      save.run(PolicyName, PolicyDocument, revision, LastUpdatedTime);
      return { PolicyName, PolicyDocument, PolicyRevisionId: String(revision), LastUpdatedTime };
    },
    delete(policyName, revisionId) {
      const policy = list().find(({ PolicyName }) => PolicyName === policyName);
      if (!policy) throw rejected(`There is no resource policy named ${policyName}`);
      checkRevision(revisionId, policy.PolicyRevisionId);
      remove.run(policyName);
    },
  };
}

function checkDocument(document: string, bypassLockoutCheck: boolean): void {
  if (new TextEncoder().encode(document).length > MAX_DOCUMENT_BYTES) {
    const message = `A resource policy can have at most ${MAX_DOCUMENT_BYTES} bytes`;
    throw new SettingsError("PolicySizeLimitExceededException", message);
  }
  const problem = policyProblem(document);
  if (problem !== undefined) {
    throw new SettingsError("MalformedPolicyDocumentException", `This is no policy document: ${problem}`);
  }
  if (!bypassLockoutCheck && locksOut(document)) {
    const message =
      "The policy denies xray:PutResourcePolicy to everybody; BypassPolicyLockoutCheck takes it all the same";
    throw new SettingsError("LockoutPreventionException", message);
  }
}

function checkRevision(given: string | undefined, current: string): void {
  if (given === undefined || given === current) return;
  const message =
    current === "0"
      ? `Revision ${given} was given and there is no such policy yet`
      : `Revision ${given} was given and the latest is ${current}`;
  throw new SettingsError("InvalidPolicyRevisionIdException", message);
}

function toPolicy(row: Row): ResourcePolicy {
  return {
    PolicyName: textOf(row, "name"),
    PolicyDocument: textOf(row, "document"),
    PolicyRevisionId: String(numberOf(row, "revision")),
    LastUpdatedTime: numberOf(row, "updated_at_sec"),
  };
}
