import { GetEncryptionConfigCommand, PutEncryptionConfigCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { putEncryptionConfig } from "./put-encryption-config.ts";

describe("PutEncryptionConfig", () => {
  const served = serveClient();

  it("answers UPDATING and is ACTIVE at the next question", async () => {
    const KeyId = "arn:aws:kms:us-east-1:000000000000:key/1";
    const answer = await served.client.send(new PutEncryptionConfigCommand({ Type: "KMS", KeyId }));
    expect(answer.EncryptionConfig).toEqual({ Type: "KMS", KeyId, Status: "UPDATING" });
    const config = await served.client.send(new GetEncryptionConfigCommand({}));
    expect(config.EncryptionConfig).toEqual({ Type: "KMS", KeyId, Status: "ACTIVE" });
  });

  it.each([
    [{}, "'type'"],
    [{ Type: "AES" }, "enum value set: [NONE, KMS]"],
    [{ Type: "KMS" }, "KeyId is required with Type KMS"],
    [{ Type: "NONE", KeyId: "alias/x" }, "KeyId cannot be given with Type NONE"],
  ])("rejects %j", async (input, message) => {
    await expect(putEncryptionConfig.invoke(input, served.context)).rejects.toMatchObject({
      code: "InvalidRequestException",
      message: expect.stringContaining(message),
    });
  });
});
