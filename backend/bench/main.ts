/**
 * `npm run bench`: what tracing costs. Measures the app untraced, traced by us, by the stock X-Ray SDK, by OpenTelemetry and, where
 * Python has the packages, a Flask app with aws-xray-sdk, all in one run.
 *
 * `--runs 5 --passes 12 --slice 200 --connections 16 --only untraced,ours --routes home,empty`; DATABASE_URL names a Postgres, without it the
 * embedded one is used, which is then what limits `home`; BENCH_PYTHON an interpreter with flask/requirements.txt installed.
 */
import { execFileSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { createActivityRepository } from "../src/activities/repository.ts";
import { createEmbeddedPostgres } from "../src/db/embedded.ts";
import { measureRun, startLoad, startVariants } from "./measure.ts";
import { toTable } from "./report.ts";
import type { Run } from "./report.ts";
import { makeVariants } from "./variants.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    passes: { type: "string", default: "12" },
    slice: { type: "string", default: "200" },
    connections: { type: "string", default: "16" },
    lead: { type: "string", default: "50" },
    only: { type: "string" },
    routes: { type: "string", default: "home,empty" },
  },
});

/**
 * The load before a run that is not measured, until V8 has compiled what is worth it: after two seconds of `home`, some
 * 20,000 requests, it is still compiling, and longer where there is more code.
 */
const ROUTES: Record<string, { path: string; warmupMs: number }> = {
  home: { path: "/api/activities/home", warmupMs: 6_000 },
  empty: { path: "/empty", warmupMs: 2_000 },
};

/** The statement of the home feed, for the Flask app. */
async function readHomeSql(): Promise<string> {
  let sql = "";
  const listener = {
    query: async (statement: { text: string }) => {
      sql = statement.text;
      return [];
    },
  };
  await createActivityRepository(listener).findHome("andrewbrown", 1);
  return sql.replaceAll("%", "%%").replaceAll("$1", "'andrewbrown'").replace("$2", "%s");
}

function findPython(): string | undefined {
  const python = process.env["BENCH_PYTHON"] ?? "python3";
  try {
    execFileSync(python, ["-c", "import flask, aws_xray_sdk, botocore, psycopg, psycopg_pool"], {
      stdio: "ignore",
    });
    return python;
  } catch {
    console.log(
      `No Flask: ${python} lacks what bench/flask/requirements.txt names (BENCH_PYTHON chooses another).`,
    );
    return undefined;
  }
}

async function openDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const url = process.env["DATABASE_URL"];
  if (url) return { url, close: async () => undefined };
  const postgres = await createEmbeddedPostgres({ directory: undefined, port: 0 });
  return { url: `postgresql://postgres@127.0.0.1:${postgres.port}/cruddur`, close: () => postgres.close() };
}

const database = await openDatabase();
const only = values.only?.split(",");
const variants = makeVariants(findPython(), await readHomeSql()).filter(
  ({ label }) => !only || only.some((word) => label.includes(word)),
);
const routes = values.routes.split(",");
const runs = new Map<string, Run[]>(routes.map((route) => [route, []]));
const load = startLoad();
try {
  console.log(
    `${process.version} on ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}; ` +
      `${process.env["DATABASE_URL"] ? "Postgres server" : "embedded Postgres (it limits home)"}; ` +
      `${values.runs} runs of ${values.passes} × ${values.slice} ms, ${values.connections} connections`,
  );
  for (let run = 0; run < Number(values.runs); run += 1) await addRun();
  for (const [route, measured] of runs) console.log(`\n### ${route}\n\n${toTable(measured)}`);
} finally {
  load.close();
  await database.close();
}

/** Starts servers of its own: a process runs the same code some percent faster or slower from one start to the next. */
async function addRun(): Promise<void> {
  const { running, stop } = await startVariants(variants, {
    ...process.env,
    DATABASE_URL: database.url,
    NODE_ENV: "production",
  });
  try {
    for (const [route, measured] of runs) {
      const { path, warmupMs } = ROUTES[route] ?? { path: route, warmupMs: 6_000 };
      const options = {
        path,
        connections: Number(values.connections),
        sliceMs: Number(values.slice),
        passes: Number(values.passes),
        leadMs: Number(values.lead),
      };
      await measureRun(running, load, { ...options, sliceMs: warmupMs, passes: 1 });
      measured.push(await measureRun(running, load, options));
    }
  } finally {
    stop();
  }
}
