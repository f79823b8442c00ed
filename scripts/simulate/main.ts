/** Shows what sampling, the database and the price do with a growing number of tasks: `npm run simulate -- --help`. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { drawChart } from "./chart.ts";
import { parseSimulateOptions, SimulateOptionError, USAGE } from "./options.ts";
import type { SimulateOptions } from "./options.ts";
import { readPrices } from "./prices.ts";
import { createRandom } from "./random.ts";
import { simulate, writeTable } from "./rows.ts";

/** The same run gives the same figures. */
const SEED = 20_261_130;

function run(options: SimulateOptions): void {
  const prices = readPrices(options.prices ?? fileURLToPath(new URL("prices.json", import.meta.url)));
  const rows = options.tasks.map((tasks) => simulate(tasks, options, prices, createRandom(SEED)));
  const { reservoirSize, fixedRate, requestsPerSec, poolSize } = options;
  const rule = `reservoir ${reservoirSize}, rate ${fixedRate}`;
  process.stdout.write(
    `${rule}; ${requestsPerSec} requests a second and ${poolSize} connections a task\n${prices.from}\n\n${writeTable(rows)}`,
  );
  if (options.svg !== undefined) writeFileSync(options.svg, drawChart(rows));
}

try {
  const options = parseSimulateOptions(process.argv.slice(2));
  if (options) run(options);
  else process.stdout.write(`${USAGE}\n`);
} catch (error) {
  process.exitCode = 1;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n${error instanceof SimulateOptionError ? `\n${USAGE}\n` : ""}`);
}
