import type { Command } from "./command.ts";
import { exportCommand } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { serve } from "./commands/serve.ts";

/** In the order in which the help lists them. What a command needs is loaded when it runs. */
export const COMMANDS: readonly Command[] = [serve, exportCommand, importCommand];
