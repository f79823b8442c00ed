import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Client } from "../client.ts";
import { mustRun, versionOf } from "../program.ts";
import { checkRecorder } from "../recording/check-recorder.ts";

const source = fileURLToPath(new URL("../programs/go", import.meta.url));

export const recorderForGo: Client = {
  id: "recorder-go",
  name: "aws-xray-sdk-go",
  section: "recording",
  isExpectedInCi: true,
  async find({ env }) {
    const go = await versionOf("go", ["env", "GOVERSION"], env);
    if (go === undefined) return { missing: "go is not on PATH" };
    const manifest = readFileSync(join(source, "go.mod"), "utf8");
    const sdk = /aws-xray-sdk-go v(\S+)/.exec(manifest)?.[1] ?? "";
    return { version: `${sdk}, Go ${go.replace(/^go/, "")}` };
  },
  async run(run) {
    const executable = join(run.cacheDirectory, process.platform === "win32" ? "app.exe" : "app");
    await mustRun("go", ["build", "-mod=readonly", "-o", executable, "."], { cwd: source, env: run.env });
    await checkRecorder(run, { command: executable, args: [] });
  },
};
