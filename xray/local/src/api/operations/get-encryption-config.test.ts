import { GetEncryptionConfigCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { useClient } from "../testing/use-client.ts";

const used = useClient();

it("GetEncryptionConfig answers no encryption, then the key that was set", async () => {
  const before = await used.client.send(new GetEncryptionConfigCommand({}));
  expect(before.EncryptionConfig).toEqual({ Type: "NONE", Status: "ACTIVE" });
  used.context.settings.account.setEncryption({ Type: "KMS", KeyId: "alias/traces" });
  const after = await used.client.send(new GetEncryptionConfigCommand({}));
  expect(after.EncryptionConfig).toEqual({
    Type: "KMS",
    KeyId: "arn:aws:kms:us-east-1:000000000000:alias/traces",
    Status: "ACTIVE",
  });
});
