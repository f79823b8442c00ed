import type { ClientReport, Outcome, Result, Section } from "./result.ts";

const INTRODUCTION = `# What unmodified clients can do with the local X-Ray

Written by \`npm run conformance\`, which runs each client against a server of its own: a fresh process with an empty folder.

| | |
|---|---|
| ✓ | done, and the answer or what arrived was as it should be |
| ✗ | failed; see the end |
| – | the client cannot, here as on AWS; see the end |
| | not a matter of this client |
`;

const TITLES: Readonly<Record<Section, { title: string; rows: string; text: string }>> = {
  operations: {
    title: "The API",
    rows: "Operation",
    text:
      "Every operation with what it answers, rejects and changes. boto3 also holds each body on the wire against " +
      "botocore's model: types, required and unknown members, lengths, ranges, patterns, enums and errors.",
  },
  recording: {
    title: "Recording",
    rows: "Behaviour",
    text:
      "Web apps traced by an SDK, driven over HTTP. What they sent is read through the API; sampling is what they " +
      "recorded and what not, after they took rules and targets from here.",
  },
  terraform: {
    title: "Terraform",
    rows: "Resource",
    text: "The AWS provider, against its own second look: after each step a plan has to be empty.",
  },
};

/** The page that `MATRIX.md` holds. */
export function writeMatrix(reports: readonly ClientReport[]): string {
  const results = reports.flatMap((report) => report.results);
  const sections = (["operations", "recording", "terraform"] as const).map((section) =>
    writeSection(
      section,
      results.filter((result) => result.section === section),
    ),
  );
  return [INTRODUCTION, writeClients(reports), ...sections, ...writeNotes(results)].join("\n");
}

function writeClients(reports: readonly ClientReport[]): string {
  const rows = reports.map(({ client, presence, results }) => {
    if ("missing" in presence) return [client, "", `skipped: ${presence.missing}`];
    const asked = results.filter(({ outcome }) => outcome.kind !== "unable");
    const passed = asked.filter(({ outcome }) => outcome.kind === "passed");
    return [client, presence.version, `${passed.length} of ${asked.length}`];
  });
  return writeTable(["Client", "Version", "✓"], rows);
}

function writeSection(section: Section, results: readonly Result[]): string {
  const { title, rows, text } = TITLES[section];
  const columns = [...new Set(results.map(({ column }) => column))];
  const cells = new Map(results.map((result) => [`${result.row}\n${result.column}`, result.outcome]));
  const table = writeTable(
    [rows, ...columns],
    [...new Set(results.map(({ row }) => row))].map((row) =>
      [row].concat(columns.map((column) => toSign(cells.get(`${row}\n${column}`)))),
    ),
  );
  return `## ${title}\n\n${text}\n\n${results.length > 0 ? table : "Skipped.\n"}`;
}

function toSign(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "";
  return { passed: "✓", failed: "✗", unable: "–" }[outcome.kind];
}

function writeNotes(results: readonly Result[]): readonly string[] {
  const notes = (kind: "failed" | "unable"): string =>
    results
      .flatMap(({ row, column, outcome }) => {
        if (outcome.kind !== kind) return [];
        return `* ${column}, ${row}: ${toOneLine("reason" in outcome ? outcome.reason : outcome.message)}\n`;
      })
      .join("");
  return [
    ["## ✗", notes("failed")],
    ["## –", notes("unable")],
  ].flatMap(([title, text]) => (text ? [`${title}\n\n${text}`] : []));
}

function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.map(escapeCell).join(" | ")} |\n`).join("");
}

function escapeCell(text: string): string {
  return toOneLine(text).replaceAll("|", "\\|");
}

function toOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
