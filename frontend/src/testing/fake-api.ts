import { vi } from "vitest";

export const TRACE_ID = "1-58406520-a006649127e371903a2de979";

/** What the API answers, for tests; each request gets a new answer. */
export type Reply = (request: {
  method: string;
  path: string;
  body: unknown;
}) => Response | Promise<Response>;

/** An answer of the API, which was sampled unless said otherwise. */
export function answer(body: unknown, { status = 200, sampled = "1" } = {}): Response {
  const headers = { "X-Request-Id": "a", "X-Amzn-Trace-Id": `Root=${TRACE_ID};Sampled=${sampled}` };
  return new Response(JSON.stringify(body), { status, headers });
}

const ANDREW = { uuid: "u1", display_name: "Andrew Brown", handle: "andrewbrown" };
const WORF = { uuid: "u2", display_name: "Worf", handle: "worf" };

const AROUND: Readonly<Record<string, unknown>> = {
  "/api/session": { user: ANDREW, identities: [ANDREW, WORF] },
  "/api/trending": [{ term: "cloud", cruds_count: 2 }],
  "/api/users/suggested": [WORF],
};

/**
 * Replaces `fetch`: `reply` answers the requests that a test is about; those around every page are answered here,
 * without scenarios. Returns the requests that `reply` got.
 */
export function fakeApi(reply: Reply) {
  const asked = vi.fn(reply);
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const { pathname, search } = new URL(url, "http://localhost:3000");
    const method = init.method ?? "GET";
    if (method === "GET" && pathname in AROUND) return answer(AROUND[pathname]);
    if (pathname === "/api/scenarios") return answer({ error: { message: "Not found" } }, { status: 404 });
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    return asked({ method, path: pathname + search, body });
  });
  return asked;
}
