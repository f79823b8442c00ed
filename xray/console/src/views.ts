import { matchPath } from "react-router";
import { PAGE_PATHS } from "xray-local/console-wire/page-paths.ts";

/** One page of the console. */
interface Page {
  /** As the router matches it; `:name` is a parameter, `*` the rest of the path. */
  pattern: string;
  /** The name of the page. */
  label: string;
  /** Its second key after G. A page with a key is a view: one that can be opened without naming what to show. */
  key?: string;
  /** It stands in the top bar; a view that does not is behind More where the bar is narrow. */
  inBar?: boolean;
  /** Beside its name where views are behind More: what it shows. */
  hint?: string;
  /** The page that the top bar marks while this one is open. */
  within?: string;
}

/** Every page: routes, links, the top bar, the palette and the keys are made from this list, in its order. */
export const PAGES = {
  services: { pattern: PAGE_PATHS.services, label: "Services", key: "v", inBar: true },
  service: { pattern: PAGE_PATHS.service, label: "Service", within: "services" },
  traces: { pattern: PAGE_PATHS.traces, label: "Traces", key: "t", inBar: true },
  trace: { pattern: PAGE_PATHS.trace, label: "Trace", within: "traces" },
  compare: { pattern: PAGE_PATHS.compare, label: "Compare", within: "traces" },
  sets: { pattern: PAGE_PATHS.sets, label: "Compare sets", within: "traces" },
  map: { pattern: PAGE_PATHS.map, label: "Map", key: "m", inBar: true },
  errors: { pattern: PAGE_PATHS.errors, label: "Errors", key: "e", inBar: true },
  insights: {
    pattern: PAGE_PATHS.insights,
    label: "Insights",
    key: "i",
    within: "errors",
    hint: "since when it fails",
  },
  calls: {
    pattern: PAGE_PATHS.calls,
    label: "Calls",
    key: "c",
    inBar: true,
    hint: "statements, AWS, URLs",
  },
  callsOfKind: { pattern: PAGE_PATHS.callsOfKind, label: "Calls", within: "calls" },
  groups: { pattern: PAGE_PATHS.groups, label: "Groups", key: "g", hint: "filters with a name" },
  sampling: {
    pattern: PAGE_PATHS.sampling,
    label: "Sampling",
    key: "s",
    inBar: true,
    hint: "rules and clients",
  },
  health: { pattern: PAGE_PATHS.health, label: "Health", key: "h", inBar: true, hint: "what arrives" },
} as const satisfies Record<string, Page>;

type Pages = typeof PAGES;

export type PageId = keyof Pages;

export const PAGE_IDS = Object.keys(PAGES) as readonly PageId[];

/** Pages that can be opened without naming what to show. */
export type ViewId = { [Id in PageId]: Pages[Id] extends { key: string } ? Id : never }[PageId];

export type View = Page & { id: ViewId; key: string };

export const VIEWS: readonly View[] = PAGE_IDS.flatMap((id) => {
  const page: Page = PAGES[id];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a page with a key is a view
  return page.key === undefined ? [] : [{ ...page, id: id as ViewId, key: page.key }];
});

/** The page that a path belongs to: `/traces/1-…` → `traces`; undefined for an unknown path. */
export function viewAt(pathname: string): string | undefined {
  for (const [id, page] of Object.entries<Page>(PAGES)) {
    if (matchPath(page.pattern, pathname) !== null) return page.within ?? id;
  }
  return undefined;
}
