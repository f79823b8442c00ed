import type { Command } from "./command.ts";
import { check } from "./commands/check.ts";
import { clear } from "./commands/clear.ts";
import { doctor } from "./commands/doctor.ts";
import { exportCommand } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { open } from "./commands/open.ts";
import { run } from "./commands/run.ts";
import { serve } from "./commands/serve.ts";
import { show } from "./commands/show.ts";
import { tail } from "./commands/tail.ts";

/** In the order of the help. What a command needs is loaded when it runs. */
export const COMMANDS: readonly Command[] = [
  serve,
  run,
  check,
  tail,
  show,
  open,
  exportCommand,
  importCommand,
  clear,
  doctor,
];
