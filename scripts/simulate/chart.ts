import { SEGMENTS_PER_SEC } from "./limits.ts";
import type { Row } from "./rows.ts";

const WIDTH = 720;
const HEIGHT = 400;
const MARGIN = { left: 70, right: 150, top: 30, bottom: 50 };
/** Visible on white and on black. */
const INK = "#7a7a7a";
const LINES = [
  { name: "requests", color: "#8a8f98", value: (row: Row) => row.requestsPerSec },
  { name: "at the start", color: "#c2660a", value: (row: Row) => row.recordedAtStart },
  { name: "recorded", color: "#2f7fd1", value: (row: Row) => row.recorded },
  { name: "of the reservoir", color: "#2e9e5b", value: (row: Row) => row.taken },
] as const;

/**
 * Requests and traces per second by tasks, both axes by powers of ten, as an SVG document. Throws for fewer than two
 * rows: a line needs two points.
 */
export function drawChart(rows: readonly Row[]): string {
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last || first === last) throw new Error("A chart needs at least two numbers of tasks.");
  const top = Math.max(...rows.map(({ requestsPerSec }) => requestsPerSec), SEGMENTS_PER_SEC);
  const toX = scale(first.tasks, last.tasks, MARGIN.left, WIDTH - MARGIN.right);
  const toY = scale(0.1, top, HEIGHT - MARGIN.bottom, MARGIN.top);
  const drawn = LINES.map(({ name, color, value }) => {
    const points = rows.map((row) => `${round(toX(row.tasks))},${round(toY(Math.max(0.1, value(row))))}`);
    const end = toY(Math.max(0.1, value(last)));
    return (
      `<polyline points="${points.join(" ")}" fill="none" stroke="${color}" stroke-width="2"/>` +
      `<text x="${WIDTH - MARGIN.right + 8}" y="${round(end + 4)}" fill="${color}">${name}</text>`
    );
  });
  const quota = round(toY(SEGMENTS_PER_SEC));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img">`,
    "<title>Requests and traces a second, by the number of tasks</title>",
    ...rows.map(({ tasks }) => tick(toX(tasks), HEIGHT - MARGIN.bottom + 18, String(tasks), "middle")),
    ...powers(top).map((value) => tick(MARGIN.left - 8, toY(value) + 4, String(value), "end")),
    tick((MARGIN.left + WIDTH - MARGIN.right) / 2, HEIGHT - 10, "tasks", "middle"),
    tick(MARGIN.left - 8, MARGIN.top - 12, "a second", "end"),
    `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${quota}" y2="${quota}" stroke="${INK}" stroke-dasharray="4 4"/>`,
    `<text x="${MARGIN.left + 6}" y="${Number(quota) - 6}" fill="${INK}">what X-Ray takes by default</text>`,
    ...drawn,
    "</svg>",
    "",
  ].join("\n");
}

/** Maps `low` to `high` to pixels, by the logarithm. */
function scale(low: number, high: number, from: number, to: number): (value: number) => number {
  const span = Math.log10(high) - Math.log10(low);
  return (value) => from + ((Math.log10(value) - Math.log10(low)) / span) * (to - from);
}

/** 1, 10, 100 … */
function powers(top: number): readonly number[] {
  return Array.from({ length: Math.floor(Math.log10(top)) + 1 }, (_, power) => 10 ** power);
}

function tick(x: number, y: number, text: string, anchor: "middle" | "end"): string {
  return `<text x="${round(x)}" y="${round(y)}" fill="${INK}" text-anchor="${anchor}">${text}</text>`;
}

function round(value: number): string {
  return value.toFixed(1);
}
