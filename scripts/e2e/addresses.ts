import { environment } from "./environment.ts";

const offset = environment.portOffset;

/** The ports of the product under test, other than the usual ones, so that tests can run beside a running product. */
export const ports = {
  backend: 25_000 + offset,
  frontend: 23_000 + offset,
  daemon: 22_000 + offset,
  console: 22_001 + offset,
  postgres: 25_433 + offset,
} as const;

export const addresses = {
  api: `http://localhost:${ports.backend}`,
  home: `http://localhost:${ports.backend}/api/activities/home`,
  frontend: `http://localhost:${ports.frontend}`,
  console: `http://localhost:${ports.console}`,
} as const;
