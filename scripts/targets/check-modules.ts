import { checkConfiguration, findMissingTools } from "./check-target.ts";
import { openWorkspace } from "./configuration/workspace.ts";
import { createLog } from "./log.ts";
import type { TargetReport } from "./report.ts";
import type { Surroundings } from "./surroundings.ts";

/** Checks what targets share, by the modules' own tests. */
export async function checkModules(surroundings: Surroundings): Promise<TargetReport> {
  const log = createLog();
  const missing = await findMissingTools(surroundings);
  if (missing !== undefined) log.skip("mocked", "modules", missing);
  else {
    const workspace = await log.check("mocked", "terraform init", async () => {
      const opened = await openWorkspace("modules", surroundings.env);
      return { value: opened, detail: `provider ${opened.providerVersion}` };
    });
    if (workspace) {
      try {
        await checkConfiguration(workspace, log);
      } finally {
        await workspace.close();
      }
    }
  }
  return { id: "modules", title: "Modules", checks: log.checks() };
}
