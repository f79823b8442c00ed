import { readFileSync } from "node:fs";

/**
 * What a target may do and who may reach it: `access.json` beside its configuration, with which the checks compare it.
 */
export interface Access {
  /** The address of each policy document → the actions that it allows. */
  policies: Readonly<Record<string, readonly string[]>>;
  /** Actions that may be allowed on any resource, because the service has nothing to restrict them to. */
  onAnyResource: readonly string[];
  /** Managed policies that roles have, by name. */
  managedPolicies: readonly string[];
  /** Addresses of what the internet may reach. */
  public: readonly string[];
}

/** Throws when the file is absent or has another form. */
export function readAccess(path: string): Access {
  const content = JSON.parse(readFileSync(path, "utf8")) as Partial<Access>;
  const { policies, onAnyResource, managedPolicies, public: reached } = content;
  const isWhole =
    policies !== undefined &&
    Object.values(policies).every(isListOfWords) &&
    [onAnyResource, managedPolicies, reached].every(isListOfWords);
  if (!isWhole) {
    throw new Error(`${path} needs policies (address → actions), onAnyResource, managedPolicies and public.`);
  }
  return content as Access;
}

function isListOfWords(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
