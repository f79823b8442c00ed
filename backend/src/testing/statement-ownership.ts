import { stepsOf } from "./daemon.ts";
import type { ReceivedEntity } from "./daemon.ts";

/** Statements of the scenario name the request that runs them, so that a trace can be held against it. */
export function ownedStatement(owner: number, index: number): string {
  return `select ${index} as n /* of request ${owner} */`;
}

export interface Ownership {
  /** Requests whose segment never arrived. */
  lost: number[];
  /** Statements in the segment of another request. */
  foreign: number;
  /** Requests whose segment has fewer or more of their own statements than they ran. */
  miscounted: number[];
}

/**
 * Checks the segments of `GET <url>/work/<owner>`, each of which runs `statementsEach` statements, for the statements
 * in them.
 */
export function checkOwnership(
  documents: readonly ReceivedEntity[],
  url: string,
  owners: readonly number[],
  statementsEach: number,
): Ownership {
  const result: Ownership = { lost: [], foreign: 0, miscounted: [] };
  for (const owner of owners) {
    const segments = documents.filter((document) => document.http?.request?.url === `${url}/work/${owner}`);
    if (segments.length === 0) result.lost.push(owner);
    const statements = segments.flatMap(stepsOf).flatMap((step) => step.sql?.["sanitized_query"] ?? []);
    const own = statements.filter((text) => text.includes(`/* of request ${owner} */`));
    result.foreign += statements.length - own.length;
    if (own.length !== statementsEach) result.miscounted.push(owner);
  }
  return result;
}
