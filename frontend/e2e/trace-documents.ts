import { expect } from "@playwright/test";
import type { APIRequestContext } from "@playwright/test";
import { addresses } from "../../scripts/e2e/addresses.ts";

/** What these tests read of a segment or subsegment document; times in epoch seconds. */
export interface Entity {
  name: string;
  start_time: number;
  end_time?: number;
  fault?: boolean;
  throttle?: boolean;
  namespace?: string;
  annotations?: Readonly<Record<string, string | number | boolean>>;
  http?: { request?: { url?: string }; response?: { status?: number; content_length?: number } };
  cause?: { exceptions?: readonly { type: string; message: string; stack: readonly { path: string }[] }[] };
  subsegments?: readonly Entity[];
}

/** The segment in a trace whose request had a path that begins so, once it is there. */
export async function segmentOf(
  request: APIRequestContext,
  traceId: string,
  path: string,
  service = "backend-flask",
): Promise<Entity> {
  let found: Entity | undefined;
  await expect
    .poll(
      async () => {
        const answer = await request.post(`${addresses.console}/Traces`, { data: { TraceIds: [traceId] } });
        const { Traces } = (await answer.json()) as { Traces: { Segments: { Document: string }[] }[] };
        const segments = (Traces[0]?.Segments ?? []).map(({ Document }) => JSON.parse(Document) as Entity);
        found = segments.find(
          ({ name, http }) => name === service && pathOf(http?.request?.url).startsWith(path),
        );
        return found !== undefined;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  if (!found) throw new Error(`no segment of ${service}`);
  return found;
}

function pathOf(url: string | undefined): string {
  return url === undefined ? "/" : new URL(url).pathname;
}

/** The steps of a segment at any depth. */
export function stepsOf(entity: Entity): Entity[] {
  return (entity.subsegments ?? []).flatMap((step) => [step].concat(stepsOf(step)));
}

export const durationOf = ({ start_time: start, end_time: end = Number.NaN }: Entity) => end - start;

/** The name of the statement that a step ran. */
export const queryOf = ({ annotations }: Entity) => annotations?.["query"];

/** The step that ran a statement; throws with the names of all where there is none. */
export function stepOf(segment: Entity, query: string): Entity {
  const found = stepsOf(segment).find((step) => queryOf(step) === query);
  if (!found) throw new Error(`no step ${query} among ${stepsOf(segment).map(queryOf).join(", ")}`);
  return found;
}
