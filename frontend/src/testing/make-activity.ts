/** A crud as the API sends it, for tests: an hour old, eleven hours left at `nowMs`. */
export function makeActivity(nowMs: number, fields: Readonly<Record<string, unknown>> = {}) {
  return {
    uuid: "c0b1a5e0-0000-4000-8000-000000000003",
    display_name: "Garek",
    handle: "garek",
    message: "A good hem hides everything.",
    replies_count: 0,
    reposts_count: 0,
    likes_count: 0,
    liked: false,
    reposted: false,
    created_at: new Date(nowMs - 3_600_000).toISOString(),
    expires_at: new Date(nowMs + 11 * 3_600_000).toISOString(),
    replies: [],
    ...fields,
  };
}
