/** The common parts of ARNs. */
export interface ArnScope {
  region: string;
  accountId: string;
}

export function ruleArn({ region, accountId }: ArnScope, ruleName: string): string {
  return `arn:aws:xray:${region}:${accountId}:sampling-rule/${ruleName}`;
}

/** @param id tells groups apart that had the same name one after the other; empty for the group `Default` */
export function groupArn({ region, accountId }: ArnScope, groupName: string, id: string): string {
  const arn = `arn:aws:xray:${region}:${accountId}:group/${groupName}`;
  return id === "" ? arn : `${arn}/${id}`;
}

/** The full ARN of a key that was given as ARN, as `alias/…` or as a bare id (model, PutEncryptionConfig). */
export function kmsKeyArn({ region, accountId }: ArnScope, keyId: string): string {
  if (keyId.startsWith("arn:")) return keyId;
  const resource = keyId.startsWith("alias/") ? keyId : `key/${keyId}`;
  return `arn:aws:kms:${region}:${accountId}:${resource}`;
}
