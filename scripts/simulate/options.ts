import { parseArgs } from "node:util";

export interface SimulateOptions {
  tasks: readonly number[];
  /** Requests per second of each task. */
  requestsPerSec: number;
  lengthSec: number;
  reservoirSize: number;
  fixedRate: number;
  /** Database connections of each task. */
  poolSize: number;
  /** The user's own file; undefined for the one in this folder. */
  prices: string | undefined;
  /** The file to draw to; undefined for none. */
  svg: string | undefined;
}

/** An option cannot be used; the message says which one and what to write. */
export class SimulateOptionError extends Error {
  override name = "SimulateOptionError";
}

export const USAGE = `npm run simulate -- [--tasks 1,10,100,1000,10000] [--requests 5] [--length 60] [--reservoir 5] [--rate 0.1] [--pool 5] [--prices FILE] [--svg FILE]

  --tasks      how many tasks run, a list; at most 10000
  --requests   requests a second of each task
  --length     simulated seconds, of which the second half counts; from 40, so that quotas are settled
  --reservoir  the rule's: requests a second of all tasks together
  --rate       the rule's: the share of the rest, 0 to 1
  --pool       connections to the database of each task
  --prices     a copy of scripts/simulate/prices.json with your prices
  --svg        draws traces recorded a second by tasks`;

/** Parses the arguments; `undefined` asks for the usage. Throws SimulateOptionError. */
export function parseSimulateOptions(args: readonly string[]): SimulateOptions | undefined {
  const values = readArgs(args);
  if (values.help) return undefined;
  return {
    tasks: (values.tasks ?? "1,10,100,1000,10000")
      .split(",")
      .map((text) => toNumber("--tasks", text, 1, 10_000, true)),
    requestsPerSec: toNumber("--requests", values.requests ?? "5", 0.1, 1_000),
    lengthSec: toNumber("--length", values.length ?? "60", 40, 3_600, true),
    reservoirSize: toNumber("--reservoir", values.reservoir ?? "5", 0, 100_000, true),
    fixedRate: toNumber("--rate", values.rate ?? "0.1", 0, 1),
    poolSize: toNumber("--pool", values.pool ?? "5", 1, 1_000, true),
    prices: values.prices,
    svg: values.svg,
  };
}

function readArgs(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = {
    tasks: text,
    requests: text,
    length: text,
    reservoir: text,
    rate: text,
    pool: text,
    prices: text,
    svg: text,
    help: { type: "boolean" },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new SimulateOptionError(error instanceof Error ? error.message : String(error));
  }
}

function toNumber(name: string, text: string, min: number, max: number, isWhole = false): number {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  if (number >= min && number <= max && (!isWhole || Number.isInteger(number))) return number;
  throw new SimulateOptionError(
    `${name} ${text} must be a ${isWhole ? "whole " : ""}number from ${min} to ${max}.`,
  );
}
