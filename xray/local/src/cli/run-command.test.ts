import { describe, expect, it } from "vitest";
import { COMMANDS } from "./commands.ts";
import type { Command } from "./command.ts";
import { runWords as run } from "./testing/run-words.ts";

describe("the command line", () => {
  it("tells its version", async () => {
    expect(await run(["--version"])).toEqual({ exitCode: 0, out: "1.2.3\n", err: "" });
  });

  it.each([["--help"], ["-h"], ["help"]])("lists every command with %s", async (word) => {
    const { exitCode, out } = await run([word]);
    expect(exitCode).toBe(0);
    for (const { name, summary } of COMMANDS)
      expect(out).toMatch(new RegExp(`^ +${name}.* ${summary.slice(0, 20)}`, "m"));
  });

  it.each(COMMANDS.map(({ name }) => [name]))(
    "teaches %s with --help, and with help in front",
    async (name) => {
      const behind = await run([name, "--help"]);
      const command = COMMANDS.find((each) => each.name === name);
      expect(behind.exitCode).toBe(0);
      for (const option of Object.keys(command?.options ?? {})) expect(behind.out).toContain(`--${option}`);
      expect(await run(["help", name])).toEqual(behind);
    },
  );

  it.each([
    [["exprot"], "There is no command exprot. Did you mean export? See: xray-local --help\n"],
    [["frobnicate"], "There is no command frobnicate. See: xray-local --help\n"],
    [["--prot", "1"], "There is no option --prot. Did you mean --port? See: xray-local serve --help\n"],
    [
      ["export", "--fliter=x"],
      "There is no option --fliter. Did you mean --filter? See: xray-local export --help\n",
    ],
    [["export", "--xyzzy"], "There is no option --xyzzy. See: xray-local export --help\n"],
    [["export", "-z"], "Unknown option '-z'. See: xray-local export --help\n"],
    [["serve", "--port"], "Option '-p, --port <value>' argument missing. See: xray-local serve --help\n"],
    [["export", "a", "b"], "One file at a time: what is b?\n"],
    [["import", "--url", "there"], "there is no address of a server: it looks like http://127.0.0.1:2001.\n"],
    [["clear", "now"], "All traces are deleted at once: what is now?\n"],
    [["clear"], "Deleting cannot be undone, and nobody can be asked here: say --yes.\n"],
    [["--memory", "--data", "x"], "--memory keeps nothing and --data says where: give one of them.\n"],
  ])("does not guess what %s means", async (words, message) => {
    expect(await run(words)).toEqual({ exitCode: 2, out: "", err: message });
  });

  it("leaves what follows -- to the command", async () => {
    const seen: unknown[] = [];
    const command: Command = {
      name: "serve",
      summary: "",
      usage: "",
      details: "",
      options: { json: { type: "boolean", help: "" } },
      run: (input) => {
        seen.push(input);
        return Promise.resolve(7);
      },
    };
    const { exitCode } = await run(["--json", "--", "npm", "--help"], { commands: [command] });
    expect(exitCode).toBe(7);
    expect(seen).toEqual([{ values: { json: true }, positionals: [], rest: ["npm", "--help"] }]);
  });

  it("says in one line that a file is not there", async () => {
    const { exitCode, err } = await run(["import", "/nowhere/traces.ndjson"]);
    expect(exitCode).toBe(1);
    expect(err).toBe("There is no /nowhere/traces.ndjson here.\n");
  });
});
