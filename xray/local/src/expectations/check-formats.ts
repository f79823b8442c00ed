import { toInertLines } from "../text/format-text.ts";
import type { CheckResult } from "./check-expectations.ts";

/** JUnit's XML, which every CI server reads: an expectation is a test case. */
export function toJunit(results: readonly CheckResult[], file: string): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const cases = results.map(({ expectation, failures }) => {
    const head = `    <testcase classname="${escape(file)}" name="${escape(expectation.name)}"`;
    if (failures.length === 0) return `${head}/>`;
    const [first] = failures;
    const text = failures.map(({ message, trace, advice }) =>
      [message, trace?.what, trace?.id, advice].filter(Boolean).join("\n"),
    );
    return `${head}>\n      <failure message="${escape(first?.message ?? "")}">${escape(text.join("\n\n"))}</failure>\n    </testcase>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="xray-local" tests="${results.length}" failures="${failed}">
${cases.join("\n")}
  </testsuite>
</testsuites>
`;
}

/** XML does not allow most control characters, not even escaped, nor halves of surrogate pairs. */
function escape(text: string): string {
  return toInertLines(text)
    .replaceAll(/[^\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "�")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}

/**
 * Workflow commands that GitHub shows at the line of the expectation. Source: GitHub Docs, "Workflow commands for
 * GitHub Actions", setting an error message.
 */
export function toGithubAnnotations(results: readonly CheckResult[], file: string): readonly string[] {
  return results.flatMap(({ expectation: { name, place }, failures }) =>
    failures.map(({ message, trace }) => {
      const text = trace ? `${message}\n${trace.what} ${trace.id}` : message;
      const at = `file=${property(file)},line=${place.line},col=${place.column},title=${property(name)}`;
      return `::error ${at}::${data(text)}`;
    }),
  );
}

function data(text: string): string {
  return toInertLines(text).replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
