import type { CheckReport, Depth, TargetReport } from "./report.ts";

const INTRODUCTION = `# How far each target was tried out

Written by \`npm run test:targets\`, which names one with \`npm run test:targets -- ecs\`. None of this touched AWS. The words:

| | |
|---|---|
| **run** | real software executed it |
| **emulated** | Terraform and the AWS provider applied it to an emulator of AWS: apply, a second plan that finds nothing to do but the drifts named, destroy |
| **mocked** | \`terraform fmt\`, \`validate\` and \`test\`, with a mocked provider |
| **never on AWS** | all of it, until somebody did |
`;

const DEPTHS: readonly Depth[] = ["mocked", "emulated", "run"];

/** What a target says about itself in addition to its checks. */
export interface Remarks {
  /** Files whose resources were not emulated. */
  withdrawn: readonly string[];
  /** Address → members for which the emulator returns something other than it was given. */
  drifts: Readonly<Record<string, readonly string[]>>;
}

/** The content of `MATRIX.md`. It has no times, so it changes only when its statements do. */
export function writeMatrix(reports: readonly TargetReport[], remarks: ReadonlyMap<string, Remarks>): string {
  const summary = writeTable(
    ["Target", ...DEPTHS, "on AWS"],
    reports.map((report) => [
      report.title,
      ...DEPTHS.map((depth) => summarize(report, depth)),
      "never on AWS",
    ]),
  );
  const sections = reports.map((report) => writeSection(report, remarks.get(report.id)));
  return [INTRODUCTION, summary, ...sections].join("\n");
}

function summarize({ checks }: TargetReport, depth: Depth): string {
  const outcomes = checks.filter((check) => check.depth === depth).map(({ outcome }) => outcome.kind);
  if (outcomes.length === 0) return "";
  if (outcomes.includes("failed")) return `${depth} ✗`;
  return outcomes.includes("passed") ? `${depth} ✓` : "skipped";
}

function writeSection({ title, checks }: TargetReport, remarks: Remarks | undefined): string {
  const rows = checks.map((check) => [check.depth, check.title, toText(check), check.standIns.join("; ")]);
  const notes = [
    ...(remarks?.withdrawn ?? []).map((file) => `* Not emulated, mocked only: \`${file}\`.`),
    ...Object.entries(remarks?.drifts ?? {}).map(
      ([address, members]) => `* The emulator drifts: \`${address}\`, ${members.join(", ")}.`,
    ),
  ];
  return [
    `## ${title}\n`,
    writeTable(["How", "What", "", "Stand-ins"], rows),
    ...notes.map((note) => `${note}\n`),
  ].join("\n");
}

function toText({ outcome }: CheckReport): string {
  switch (outcome.kind) {
    case "passed":
      return outcome.detail === "" ? "✓" : `✓ ${outcome.detail}`;
    case "failed":
      return `✗ ${outcome.message.slice(0, 200)}`;
    case "skipped":
      return `skipped: ${outcome.reason}`;
  }
}

function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.map(escapeCell).join(" | ")} |\n`).join("");
}

function escapeCell(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").trim();
}
