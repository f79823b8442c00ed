/**
 * `node xray/local/bench/fuzz.ts [cases] [seconds] [seed]`: gives changed datagrams, documents, bodies and filter
 * expressions to what reads them, then sends some, among valid ones, to a listening server. Prints counts. Fails when
 * anything but a rejection is thrown, a case takes too long, memory grows, or a valid neighbour is missing.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { fuzzServer } from "./fuzz/live.ts";
import { Random } from "./fuzz/random.ts";
import { TARGETS } from "./fuzz/targets.ts";
import type { Target } from "./fuzz/targets.ts";
import { printLine, printTitle } from "./print.ts";

const [cases = 1_000_000, seconds = 600, seed = 1] = process.argv.slice(2).map(Number);

/** How many of all cases go to a server over the network. */
const LIVE_SHARE = 0.05;
/** No case may take longer. A pause of the whole process on a busy machine does, so the second of two tries counts. */
const HANG_MS = 1000;
const MAX_GROWTH_BYTES = 32 * 2 ** 20;
const MAX_SHOWN = 5;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const deadlineMs = performance.now() + seconds * 1000;
const failures: string[] = [];

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

interface Counts {
  run: number;
  taken: number;
  rejected: number;
  failed: number;
  slowestMs: number;
}

async function runCase(target: Target, caseSeed: number, counts: Counts): Promise<void> {
  let input: unknown;
  const startedMs = performance.now();
  try {
    const outcome = await target.run(new Random(caseSeed), (noted) => {
      input = noted;
    });
    counts[outcome] += 1;
    const lastedMs = performance.now() - startedMs;
    if (lastedMs > HANG_MS) throw new Error(`It took ${Math.round(lastedMs)} ms.`);
    counts.slowestMs = Math.max(counts.slowestMs, lastedMs);
  } catch (error) {
    counts.failed += 1;
    const text = (typeof input === "string" ? input : JSON.stringify(input)).slice(0, 500);
    failures.push(
      `${target.name}, seed ${caseSeed}: ${error instanceof Error ? error.stack : String(error)}\n  of ${text}`,
    );
  }
}

async function runTarget(target: Target, wanted: number): Promise<void> {
  const counts: Counts = { run: 0, taken: 0, rejected: 0, failed: 0, slowestMs: 0 };
  const warmUp = Math.ceil(wanted / 10);
  let warmBytes = 0;
  for (; counts.run < wanted && performance.now() < deadlineMs; counts.run += 1) {
    if (counts.run === warmUp) warmBytes = heapBytes();
    await runCase(target, seed * 1_000_003 + counts.run, counts);
  }
  const grownBytes = counts.run > warmUp ? heapBytes() - warmBytes : 0;
  if (grownBytes > MAX_GROWTH_BYTES) failures.push(`${target.name}: ${grownBytes} bytes more at the end`);
  const { run, taken, rejected, failed, slowestMs } = counts;
  printLine({
    name: `${target.name}: ${run.toLocaleString("en-US")} cases`,
    goal: "none fails",
    value: `${taken} taken, ${rejected} rejected, ${failed} failed; slowest ${slowestMs.toFixed(0)} ms; heap ${grownBytes < 0 ? "" : "+"}${(grownBytes / 2 ** 20).toFixed(1)} MB`,
  });
}

printTitle(`Bad input, ${cases.toLocaleString("en-US")} cases of seed ${seed}`);
const offline = cases * (1 - LIVE_SHARE);
for (const target of TARGETS) await runTarget(target, Math.round((offline * target.share) / 100));
const live = await fuzzServer(Math.round(cases * LIVE_SHARE), new Random(seed));
printLine({
  name: `a listening server: ${live.cases.toLocaleString("en-US")} documents`,
  goal: "none lost",
  value: `${live.valid} valid, ${live.lost} of them lost; ${live.rejected} rejected; ${live.defects} defects`,
});
if (live.lost + live.defects > 0) failures.push("The server lost valid documents or met defects.");

for (const failure of failures.slice(0, MAX_SHOWN)) process.stdout.write(`\n${failure}\n`);
if (failures.length > 0) {
  process.stdout.write(`\n${failures.length} failures\n`);
  process.exitCode = 1;
}
process.exit();
