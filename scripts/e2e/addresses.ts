/** Where the product under test listens: away from the usual ports, so that tests run beside a running product. */
export const ports = {
  backend: 25_000,
  frontend: 23_000,
  daemon: 22_000,
  console: 22_001,
  postgres: 25_433,
} as const;

export const addresses = {
  api: `http://localhost:${ports.backend}`,
  home: `http://localhost:${ports.backend}/api/activities/home`,
  frontend: `http://localhost:${ports.frontend}`,
  console: `http://localhost:${ports.console}`,
} as const;
