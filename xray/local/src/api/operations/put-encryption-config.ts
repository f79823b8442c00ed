import { defineOperation } from "../model/operation.ts";
import { oneOf, required, string, structure } from "../model/shape.ts";

/**
 * Stores the setting; nothing is encrypted here. Answers `UPDATING` as AWS does, and `ACTIVE` from the next call on.
 */
export const putEncryptionConfig = defineOperation({
  name: "PutEncryptionConfig",
  path: "/PutEncryptionConfig",
  input: structure({ Type: required(oneOf("NONE", "KMS")), KeyId: string({ min: 1, max: 3000 }) }),
  handle(config, { settings }) {
    return { EncryptionConfig: { ...settings.account.setEncryption(config), Status: "UPDATING" } };
  },
});
