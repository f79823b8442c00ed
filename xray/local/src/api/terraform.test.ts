import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeContext } from "./testing/make-context.ts";
import { makeServer } from "./testing/make-server.ts";
import type { TestServer } from "./testing/make-server.ts";
import { hasTerraform, makeTerraform } from "./testing/make-terraform.ts";
import type { TerraformInUse } from "./testing/make-terraform.ts";

/** The provider takes seconds to start, each of some twenty times: a minute or two, so this runs only when asked for. */
const TIMEOUT_MS = 180_000;

const isWanted = process.env["CONFORMANCE"] === "true";
const changes = [
  "-var=fixed_rate=0.5",
  "-var=service_name=orders",
  "-var=enable_insights=true",
  '-var=tags={"project":"cruddur"}',
  "-var=kms_key_arn=arn:aws:kms:us-east-1:000000000000:key/0e4a0f3c",
];

describe.skipIf(!isWanted || !hasTerraform())(
  "terraform/, with CONFORMANCE=true and a provider at hand",
  () => {
    const context = makeContext();
    const { settings } = context;
    let running: TestServer;
    let terraform: TerraformInUse;

    beforeAll(async () => {
      running = await makeServer({ context });
      terraform = await makeTerraform(running.url);
    }, TIMEOUT_MS);

    afterAll(async () => {
      await terraform?.close();
      await running.close();
    });

    it("passes its own tests", { timeout: TIMEOUT_MS }, async () => {
      expect(await terraform.run("test")).toMatch(/Success! \d+ passed, 0 failed\./);
    });

    it("makes rule and group, and then has nothing to do", { timeout: TIMEOUT_MS }, async () => {
      await terraform.run("apply", "-auto-approve");
      expect(settings.rules.find({ RuleName: "Flask" })?.SamplingRule).toMatchObject({
        Priority: 9000,
        FixedRate: 0.1,
        ReservoirSize: 5,
        ServiceName: "backend-flask",
      });
      expect(settings.groups.find({ GroupName: "backend" })?.FilterExpression).toBe(
        'service("backend-flask")',
      );
      expect(await terraform.plan()).toBe(0);
    });

    it("changes them in place, tags and encryption included", { timeout: TIMEOUT_MS }, async () => {
      const before = settings.groups.find({ GroupName: "backend" })?.GroupARN;
      expect(await terraform.plan(...changes)).toBe(2);
      await terraform.run("apply", "-auto-approve", ...changes);
      const group = settings.groups.find({ GroupName: "backend" });
      expect(group).toMatchObject({
        GroupARN: before,
        FilterExpression: 'service("orders")',
        InsightsConfiguration: { InsightsEnabled: true },
      });
      expect(settings.rules.find({ RuleName: "Flask" })?.SamplingRule).toMatchObject({
        FixedRate: 0.5,
        ServiceName: "orders",
      });
      expect(settings.tags.list({ kind: "rule", name: "Flask" })).toEqual([
        { Key: "project", Value: "cruddur" },
      ]);
      expect(settings.account.encryption().Type).toBe("KMS");
      expect(await terraform.plan(...changes)).toBe(0);
    });

    it("imports what is there", { timeout: TIMEOUT_MS }, async () => {
      const GroupARN = settings.groups.find({ GroupName: "backend" })?.GroupARN ?? "";
      await terraform.run("state", "rm", "aws_xray_sampling_rule.flask", "aws_xray_group.backend");
      await terraform.run("import", ...changes, "aws_xray_sampling_rule.flask", "Flask");
      await terraform.run("import", ...changes, "aws_xray_group.backend", GroupARN);
      expect(await terraform.plan(...changes)).toBe(0);
    });

    it("takes everything away but the encryption", { timeout: TIMEOUT_MS }, async () => {
      await terraform.run("destroy", "-auto-approve", ...changes);
      expect(settings.rules.list()).toHaveLength(1);
      expect(settings.groups.all()).toHaveLength(1);
      expect(settings.account.encryption().Type).toBe("KMS");
    });
  },
);
