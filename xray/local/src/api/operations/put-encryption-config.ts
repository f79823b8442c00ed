import { defineOperation } from "../model/operation.ts";
import { oneOf, required, string, structure } from "../model/shape.ts";

/** Kept and answered; nothing is encrypted here. `UPDATING` as on AWS, and `ACTIVE` as soon as anybody asks again. */
export const putEncryptionConfig = defineOperation({
  name: "PutEncryptionConfig",
  path: "/PutEncryptionConfig",
  input: structure({ Type: required(oneOf("NONE", "KMS")), KeyId: string({ min: 1, max: 3000 }) }),
  handle(config, { settings }) {
    return { EncryptionConfig: { ...settings.account.setEncryption(config), Status: "UPDATING" } };
  },
});
