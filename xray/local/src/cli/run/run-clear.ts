import { createInterface } from "node:readline";
import type { ClearAnswer, ServerStatus } from "../../console-wire/server-status.ts";
import { CommandError, EXIT } from "../command.ts";
import type { CommandInput, CommandWorld } from "../command.ts";
import { isGiven } from "../parse-input.ts";
import { callServer, serverUrl } from "../server-url.ts";
import { formatCounted } from "../../text/format-text.ts";

/** Deletes all traces of a running server, after the user has agreed. */
export async function runClear(input: CommandInput, world: CommandWorld): Promise<number> {
  const [word] = input.positionals;
  if (word !== undefined) {
    throw new CommandError(`All traces are deleted at once: what is ${word}?`, EXIT.usage);
  }
  const url = serverUrl(input, world);
  if (!isGiven(input, "yes") && !(await agrees(url, world))) {
    world.stderr.write("Nothing was deleted.\n");
    return EXIT.failed;
  }
  const response = await callServer(new URL("/traces.ndjson", url), { method: "DELETE" });
  const answer = (await response.json()) as ClearAnswer;
  if (isGiven(input, "json")) world.stdout.write(`${JSON.stringify(answer)}\n`);
  else world.stderr.write(`${formatCounted(answer.traces, "trace")} deleted.\n`);
  return EXIT.ok;
}

async function agrees(url: string, { stdin, stderr }: CommandWorld): Promise<boolean> {
  if (stdin.isTTY !== true) {
    throw new CommandError("Deleting cannot be undone, and nobody can be asked here: say --yes.", EXIT.usage);
  }
  const { store } = (await (await callServer(new URL("/status.json", url))).json()) as ServerStatus;
  const what = `${formatCounted(store.traces, "trace")} of ${url} (${store.path})`;
  const prompt = `Delete all ${what}? This cannot be undone. [y/N] `;
  const questions = createInterface({ input: stdin, output: stderr, prompt });
  const answer = await new Promise<string>((resolve) => {
    questions.once("line", resolve);
    // Ctrl-C and Ctrl-D count as no.
    questions.once("close", () => resolve(""));
    questions.prompt();
  });
  questions.close();
  return /^y(es)?$/i.test(answer.trim());
}
