import type { Measurement } from "./measure.ts";
import { spreadOf } from "./statistics.ts";
import type { Variant } from "./variants.ts";

export type Run = ReadonlyMap<Variant, Measurement>;

const HEAD = [
  "variant",
  "samples",
  "of untraced",
  "spread",
  "CPU ratio",
  "req/s",
  "p50 ms",
  "p99 ms",
  "CPU µs/req",
  "MB",
  "sent/req",
];

/** A Markdown table with a line for each variant: medians of the runs, and the extremes of the ratios. */
export function toTable(runs: readonly Run[]): string {
  const variants = [...(runs[0]?.keys() ?? [])];
  const rows = [HEAD, HEAD.map(() => "---"), ...variants.map((variant) => toRow(runs, variant))];
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function toRow(runs: readonly Run[], variant: Variant): string[] {
  const measured = runs.flatMap((run) => run.get(variant) ?? []);
  const median = (valueOf: (own: Measurement) => number) => spreadOf(measured.map(valueOf)).median;
  const ratio = spreadOf(measured.map((own) => own.rateRatio));
  const cpu = spreadOf(measured.map((own) => own.cpuRatio));
  const failed = measured.reduce((sum, own) => sum + own.failed, 0);
  return [
    variant.label + (failed > 0 ? ` (${failed} failed)` : ""),
    toRuleText(variant),
    ratio.median.toFixed(2),
    `${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)}`,
    `${cpu.median.toFixed(2)} (${cpu.min.toFixed(2)}–${cpu.max.toFixed(2)})`,
    median((own) => own.perSecond).toFixed(0),
    median((own) => own.p50Ms).toFixed(2),
    median((own) => own.p99Ms).toFixed(2),
    (median((own) => own.cpuMsPerRequest) * 1_000).toFixed(0),
    (median((own) => own.residentBytes) / 2 ** 20).toFixed(0),
    toSentText(
      median((own) => own.datagramsPerRequest),
      median((own) => own.otlpBytesPerRequest),
    ),
  ];
}

function toRuleText({ rule }: Variant): string {
  if (!rule) return "–";
  if (rule.rate === 1) return "100 %";
  return `${rule.reservoir}/s + ${rule.rate * 100} %`;
}

function toSentText(datagrams: number, otlpBytes: number): string {
  if (otlpBytes > 0) return `${otlpBytes.toFixed(0)} B`;
  return datagrams > 0 ? datagrams.toFixed(2) : "–";
}
