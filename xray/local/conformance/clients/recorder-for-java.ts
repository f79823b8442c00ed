import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Client } from "../client.ts";
import { mustRun, versionOf } from "../program.ts";
import { checkRecorder } from "../recording/check-recorder.ts";

const manifest = fileURLToPath(new URL("../programs/java/pom.xml", import.meta.url));

/** 2.20.0, strategy/sampling/pollers: the answer's LastRuleModification is never read. */
const limits = { newRule: "the SDK asks for rules every 5 minutes, whatever LastRuleModification says" };

export const recorderForJava: Client = {
  id: "recorder-java",
  name: "aws-xray-recorder-sdk (Java)",
  section: "recording",
  isExpectedInCi: true,
  async find({ env }) {
    const java = await versionOf("java", ["-version"], env);
    const maven = await versionOf("mvn", ["--version"], env);
    if (java === undefined || maven === undefined) return { missing: "java and mvn are not both on PATH" };
    const pinned = /aws-xray-recorder-sdk-core<\/artifactId>\s*<version>([^<]+)/.exec(
      readFileSync(manifest, "utf8"),
    );
    return { version: `${pinned?.[1] ?? ""}, Java ${/"([^"]+)"/.exec(java)?.[1] ?? java}` };
  },
  async run(run) {
    const output = join(run.cacheDirectory, "java");
    const classpathFile = join(output, "classpath.txt");
    const goals = ["compile", "dependency:build-classpath", `-Dmdep.outputFile=${classpathFile}`];
    const options = ["--quiet", "--batch-mode", "--file", manifest, `-DoutputDirectory=${output}`];
    await mustRun("mvn", [...options, ...goals], { env: run.env });
    const classpath = [join(output, "classes"), readFileSync(classpathFile, "utf8").trim()].join(delimiter);
    await checkRecorder(run, { command: "java", args: ["-cp", classpath, "conformance.App"], limits });
  },
};
