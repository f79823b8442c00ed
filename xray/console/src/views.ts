import { matchPath } from "react-router";
import { PAGE_PATHS } from "xray-local/console-wire/page-paths.ts";

/** One page of the console. */
interface Page {
  /** As the router matches it; `:name` is a parameter. */
  pattern: string;
  /** The name of the page. */
  label: string;
  /** The second key, after G. */
  key?: string;
  /** Whether it is in the top bar. */
  inBar?: boolean;
  /** The page that the top bar marks while this one is open. */
  within?: string;
}

/** Every page: routes, links, the top bar, the palette and the keys come from this list. */
export const PAGES = {
  services: { pattern: PAGE_PATHS.services, label: "Services", key: "v", inBar: true },
  traces: { pattern: PAGE_PATHS.traces, label: "Traces", key: "t", inBar: true },
  trace: { pattern: PAGE_PATHS.trace, label: "Trace", within: "traces" },
  compare: { pattern: PAGE_PATHS.compare, label: "Compare", within: "traces" },
  map: { pattern: PAGE_PATHS.map, label: "Map", key: "m", inBar: true },
  sampling: { pattern: PAGE_PATHS.sampling, label: "Sampling", key: "s", inBar: true },
  groups: { pattern: PAGE_PATHS.groups, label: "Groups" },
  health: { pattern: PAGE_PATHS.health, label: "Health", key: "h", inBar: true },
} as const satisfies Record<string, Page>;

export type PageId = keyof typeof PAGES;

export const PAGE_IDS = Object.keys(PAGES) as readonly PageId[];

/** Pages that open without naming what to show, in the order of the top bar. */
const VIEW_IDS = [
  "services",
  "traces",
  "map",
  "sampling",
  "groups",
  "health",
] as const satisfies readonly PageId[];

export type ViewId = (typeof VIEW_IDS)[number];

export const VIEWS: readonly (Page & { id: ViewId })[] = VIEW_IDS.map((id) =>
  Object.assign({ id }, PAGES[id]),
);

/** The page that a path belongs to: `/traces/1-…` → `traces`; undefined for an unknown path. */
export function viewAt(pathname: string): string | undefined {
  for (const [id, page] of Object.entries<Page>(PAGES)) {
    if (matchPath(page.pattern, pathname) !== null) return page.within ?? id;
  }
  return undefined;
}
