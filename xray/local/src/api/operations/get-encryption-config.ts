import { defineOperation } from "../model/operation.ts";
import { structure } from "../model/shape.ts";

export const getEncryptionConfig = defineOperation({
  name: "GetEncryptionConfig",
  path: "/EncryptionConfig",
  input: structure({}),
  handle(_, { settings }) {
    return { EncryptionConfig: { ...settings.account.encryption(), Status: "ACTIVE" } };
  },
});
