import type { DatabaseClass, Prices } from "./prices.ts";

/** Segment documents a second that X-Ray takes of an account in a Region, by default. AWS General Reference, "AWS X-Ray endpoints and quotas". */
export const SEGMENTS_PER_SEC = 2_600;

/** Connections that RDS reserves for itself and for administrators. */
const KEPT_CONNECTIONS = 10;

/** `max_connections` of RDS for PostgreSQL: LEAST(DBInstanceClassMemory / 9531392, 5000). */
export function connectionsOf({ memoryGib }: DatabaseClass): number {
  return Math.min(5_000, Math.floor((memoryGib * 2 ** 30) / 9_531_392));
}

/** The cheapest database with this many connections; undefined when none has. */
export function findDatabase(connections: number, { databases }: Prices): DatabaseClass | undefined {
  return [...databases]
    .sort((one, other) => one.perHour - other.perHour)
    .find((each) => connectionsOf(each) - KEPT_CONNECTIONS >= connections);
}
