import { describe, expect, it } from "vitest";
import { SettingsError } from "../../settings/settings-error.ts";
import { ApiError, invalidRequest, resourceNotFound, toErrorAnswer } from "./errors.ts";

describe("toErrorAnswer", () => {
  it("names the code in the header and in the body", () => {
    expect(toErrorAnswer(invalidRequest("Group not found"))).toEqual({
      status: 400,
      headers: { "x-amzn-errortype": "InvalidRequestException" },
      body: { __type: "InvalidRequestException", Message: "Group not found" },
    });
  });

  it("adds the members of the modelled error", () => {
    expect(toErrorAnswer(resourceNotFound("No such resource", "arn:aws:xray:x"))).toMatchObject({
      status: 404,
      body: { ResourceName: "arn:aws:xray:x" },
    });
  });

  it("passes on what the settings reject", () => {
    const missing = new SettingsError("ResourceNotFoundException", "No such resource", "arn:aws:xray:x");
    expect(toErrorAnswer(missing)).toEqual(
      toErrorAnswer(resourceNotFound("No such resource", "arn:aws:xray:x")),
    );
  });

  it("says nothing of a defect but where to look", () => {
    const answer = toErrorAnswer(new TypeError("secret detail"));
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer)).not.toContain("secret");
  });

  it("throttles with the status that clients retry", () => {
    expect(new ApiError("ThrottledException", "Slow down").status).toBe(429);
  });
});
