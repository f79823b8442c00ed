import { describe, expect, it } from "vitest";
import { toChildEnvironment } from "./client-environment.ts";

const SERVER = { daemonUdp: "0.0.0.0:2000", api: "127.0.0.1:2001" };

describe("what a program is given", () => {
  it("leads the SDKs, OpenTelemetry and the AWS CLI here, and is all that they need", () => {
    expect(toChildEnvironment(SERVER, "us-east-1", { PATH: "/bin" })).toEqual({
      PATH: "/bin",
      AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2000",
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://127.0.0.1:2001/v1/traces",
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf",
      AWS_ENDPOINT_URL_XRAY: "http://127.0.0.1:2001",
      AWS_REGION: "us-east-1",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "any",
      AWS_SECRET_ACCESS_KEY: "any",
      XRAY_LOCAL_URL: "http://127.0.0.1:2001",
    });
  });

  it.each([
    [{ AWS_REGION: "eu-west-1" }],
    [{ AWS_DEFAULT_REGION: "eu-west-1" }],
    [{ AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "us-west-2" }],
  ])("keeps the region that there was: %j", (env) => {
    expect(toChildEnvironment(SERVER, "us-east-1", env)).toMatchObject({
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "eu-west-1",
    });
  });

  it.each([[{ AWS_ACCESS_KEY_ID: "AKIA" }], [{ AWS_PROFILE: "dock" }]])("hides no credentials: %j", (env) => {
    expect(toChildEnvironment(SERVER, "us-east-1", env)["AWS_ACCESS_KEY_ID"]).not.toBe("any");
  });
});
