import { GetEncryptionConfigCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";

const served = serveClient();

it("GetEncryptionConfig answers no encryption, then the key that was set", async () => {
  const before = await served.client.send(new GetEncryptionConfigCommand({}));
  expect(before.EncryptionConfig).toEqual({ Type: "NONE", Status: "ACTIVE" });
  served.context.settings.account.setEncryption({ Type: "KMS", KeyId: "alias/traces" });
  const after = await served.client.send(new GetEncryptionConfigCommand({}));
  expect(after.EncryptionConfig).toEqual({
    Type: "KMS",
    KeyId: "arn:aws:kms:us-east-1:000000000000:alias/traces",
    Status: "ACTIVE",
  });
});
