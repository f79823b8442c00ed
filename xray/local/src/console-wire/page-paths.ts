/**
 * The paths of the console's pages, as its router matches them: `:name` is a parameter, `*` the rest of the path. The
 * server answers these paths, and those below them, with the console.
 */
export const PAGE_PATHS = {
  services: "/services",
  service: "/services/:service/*",
  traces: "/traces",
  trace: "/traces/:traceId",
  compare: "/compare/:a/:b",
  sets: "/sets",
  map: "/map",
  errors: "/errors",
  insights: "/insights",
  calls: "/calls",
  callsOfKind: "/calls/:kind",
  sampling: "/sampling",
  groups: "/groups",
  health: "/health",
} as const;
