import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { OPERATIONS } from "./operations.ts";
import { makeContext } from "./testing/make-context.ts";
import { makeServer } from "./testing/make-server.ts";
import { hasAws, runAws } from "./testing/run-aws.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const folder = `${root}aws/json`;
const commands = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, -".json".length));

function readInput(command: string): unknown {
  return JSON.parse(readFileSync(`${folder}/${command}.json`, "utf8"));
}

function operationOf(command: string) {
  const name = command.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [...OPERATIONS.values()].find((operation) => operation.name === name);
}

/** The default of a variable of `terraform/`, as JSON has it. */
function terraformDefault(variable: string): unknown {
  const text = readFileSync(`${root}terraform/variables.tf`, "utf8");
  const block = text.split(/^variable /m).find((each) => each.startsWith(`"${variable}"`)) ?? "";
  return JSON.parse(/^ {2}default += (.+)$/m.exec(block)?.[1] ?? "null");
}

describe("the inputs in aws/json", () => {
  it("are there", () => {
    expect(commands).toEqual(expect.arrayContaining(["create-group", "create-sampling-rule"]));
  });

  it("make, change and delete rule and group, each named after its command", async () => {
    const context = makeContext();
    const later = commands.filter((command) => !command.startsWith("create-"));
    const changes = later.filter((command) => !command.startsWith("delete-"));
    const deletions = later.filter((command) => command.startsWith("delete-"));
    for (const command of ["create-sampling-rule", "create-group", ...changes]) {
      await operationOf(command)?.invoke(readInput(command), context);
    }
    expect(context.settings.rules.list()).toHaveLength(2);
    expect(context.settings.groups.all()).toHaveLength(2);
    for (const command of deletions) await operationOf(command)?.invoke(readInput(command), context);
    expect(context.settings.rules.list()).toHaveLength(1);
    expect(context.settings.groups.all()).toHaveLength(1);
    expect(commands.filter((command) => operationOf(command) === undefined)).toEqual([]);
  });

  it("agree with the defaults of terraform/", () => {
    const service = terraformDefault("service_name");
    expect(readInput("create-sampling-rule")).toEqual({
      SamplingRule: {
        RuleName: terraformDefault("rule_name"),
        ResourceARN: "*",
        Priority: terraformDefault("rule_priority"),
        FixedRate: terraformDefault("fixed_rate"),
        ReservoirSize: terraformDefault("reservoir_size"),
        ServiceName: service,
        ServiceType: "*",
        Host: "*",
        HTTPMethod: "*",
        URLPath: "*",
        Version: 1,
      },
    });
    expect(readInput("create-group")).toEqual({
      GroupName: terraformDefault("group_name"),
      FilterExpression: `service("${String(service)}")`,
    });
  });

  it.skipIf(!hasAws())("are taken by the AWS CLI as the README has it", async () => {
    const context = makeContext();
    const running = await makeServer({ context });
    const run = (command: string) =>
      runAws(running.url, command, "--cli-input-json", `file://${folder}/${command}.json`);
    const rule = await run("create-sampling-rule");
    const group = await run("create-group");
    await running.close();
    expect(rule).toMatchObject({
      exitCode: 0,
      output: { SamplingRuleRecord: { SamplingRule: { RuleName: "Flask", ServiceName: "backend-flask" } } },
    });
    expect(group).toMatchObject({ exitCode: 0, output: { Group: { GroupName: "backend" } } });
  });
});
