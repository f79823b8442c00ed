/** `xray-local`: X-Ray on this machine, and the commands that work with it. */
import { runCommand } from "./cli/run-command.ts";
import { COMMANDS } from "./cli/commands.ts";
import { findInstallation } from "./installation.ts";

const { env, stdin, stdout, stderr } = process;
const world = { env, stdin, stdout, stderr };
// The reader of the output has ended, like `head`: not a failure, and there is nobody to tell.
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}
process.exitCode = await runCommand(COMMANDS, process.argv.slice(2), world, findInstallation().version);
