import type { AccountValues } from "./account-values.ts";
import { kmsKeyArn } from "./arn.ts";
import type { ArnScope } from "./arn.ts";
import { rejected, SettingsError } from "./settings-error.ts";

interface EncryptionConfig {
  Type: "NONE" | "KMS";
  /** ARN of the key, with `KMS` only. */
  KeyId?: string;
}

interface IndexingRule {
  Name: string;
  /** Epoch seconds. */
  ModifiedAt: number;
  Rule: { Probabilistic: { DesiredSamplingPercentage: number; ActualSamplingPercentage: number } };
}

type TraceSegmentDestination = "XRay" | "CloudWatchLogs";

/**
 * Settings that an account has once. All are stored and answered as on AWS; nothing here encrypts, indexes or sends
 * anything because of them. Throws SettingsError.
 */
export interface AccountSettings {
  encryption(): EncryptionConfig;
  /** A key that is given as alias or id is stored as ARN. */
  setEncryption(config: EncryptionConfig): EncryptionConfig;
  indexingRule(): IndexingRule;
  /** @param percentage 0 to 100 */
  setIndexing(name: string, percentage: number): IndexingRule;
  destination(): TraceSegmentDestination;
  setDestination(destination: TraceSegmentDestination): void;
}

/** The only indexing rule. AWS indexes 1 % of the spans at no charge, so it starts with that. */
const INDEXING_RULE_NAME = "Default";
const FIRST_INDEXING_PERCENTAGE = 1;

const NAMES = {
  encryptionKey: "encryption.key_id",
  indexing: "indexing.percentage",
  indexingModified: "indexing.modified_at_sec",
  destination: "destination",
} as const;

export function createAccountSettings(
  values: AccountValues,
  scope: ArnScope,
  nowMs: () => number,
): AccountSettings {
  function encryption(): EncryptionConfig {
    const KeyId = values.get(NAMES.encryptionKey);
    return KeyId === undefined ? { Type: "NONE" } : { Type: "KMS", KeyId };
  }

  function indexingRule(): IndexingRule {
    const percentage = Number(values.get(NAMES.indexing) ?? FIRST_INDEXING_PERCENTAGE);
    return {
      Name: INDEXING_RULE_NAME,
      ModifiedAt: Number(values.get(NAMES.indexingModified) ?? 0),
      Rule: {
        Probabilistic: { DesiredSamplingPercentage: percentage, ActualSamplingPercentage: percentage },
      },
    };
  }

  function destination(): TraceSegmentDestination {
    return values.get(NAMES.destination) === "CloudWatchLogs" ? "CloudWatchLogs" : "XRay";
  }

  return {
    encryption,
    setEncryption({ Type, KeyId }) {
      if (Type === "KMS" && KeyId === undefined) throw rejected("KeyId is required with Type KMS");
      if (Type === "NONE" && KeyId !== undefined) throw rejected("KeyId cannot be given with Type NONE");
      values.set(NAMES.encryptionKey, KeyId === undefined ? undefined : kmsKeyArn(scope, KeyId));
      return encryption();
    },
    indexingRule,
    setIndexing(name, percentage) {
      if (name !== INDEXING_RULE_NAME) {
        throw new SettingsError("ResourceNotFoundException", "Indexing rule not found", name);
      }
      if (!(percentage >= 0 && percentage <= 100)) {
        throw rejected("DesiredSamplingPercentage must be between 0 and 100");
      }
      values.set(NAMES.indexing, String(percentage));
      values.set(NAMES.indexingModified, String(nowMs() / 1_000));
      return indexingRule();
    },
    destination,
    setDestination(wanted) {
      if (wanted === destination()) throw rejected(`The destination is already set to ${wanted}`);
      values.set(NAMES.destination, wanted);
    },
  };
}
