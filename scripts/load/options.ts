import { parseArgs } from "node:util";
import { DEFAULT_BACKEND_PORT } from "../../backend/src/config/default-ports.ts";

const API = `http://127.0.0.1:${DEFAULT_BACKEND_PORT}`;

/** How people come, and for how long. */
export interface LoadOptions {
  /** Scheme, host and port of the API, or of a front end that passes /api on. */
  baseUrl: string;
  /** How many people begin a visit each second, on average. */
  ratePerSec: number;
  lengthSec: number;
  /** The most visits at once; further people are turned away and counted. */
  maxVisits: number;
}

/** An option cannot be used; the message says which one and what to write. */
export class LoadOptionError extends Error {
  override name = "LoadOptionError";
}

export const USAGE = `npm run load -- [--rate 2] [--length 30] [--max-visits 100] [--url ${API}]

  --rate        people that come each second, on average; each reads, likes, replies, searches or posts for some seconds
  --length      seconds during which people come
  --max-visits  people at once at most
  --url         the API or the front end, in whichever way it runs`;

/** Parses the arguments; `undefined` asks for the usage. Throws LoadOptionError. */
export function parseLoadOptions(args: readonly string[]): LoadOptions | undefined {
  const values = readArgs(args);
  if (values.help) return undefined;
  return {
    baseUrl: toBaseUrl(values.url ?? API),
    ratePerSec: toNumber("--rate", values.rate ?? "2", 0.01, 500),
    lengthSec: toNumber("--length", values.length ?? "30", 1, 86_400),
    maxVisits: toNumber("--max-visits", values["max-visits"] ?? "100", 1, 10_000),
  };
}

function readArgs(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = {
    url: text,
    rate: text,
    length: text,
    "max-visits": text,
    help: { type: "boolean" },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new LoadOptionError(error instanceof Error ? error.message : String(error));
  }
}

function toBaseUrl(text: string): string {
  const url = URL.parse(text);
  if (url && (url.protocol === "http:" || url.protocol === "https:")) return url.origin;
  throw new LoadOptionError(`--url ${text} is no address: write one like ${API}.`);
}

function toNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= min && value <= max) return value;
  throw new LoadOptionError(`${name} ${text} is out of range: give a number from ${min} to ${max}.`);
}
