/**
 * The path of every page, as React Router writes it. `:at` is a handle with its @, because a parameter is always a
 * whole part of a path. Routes, links, the names of pages in traces, and the server's choice of what is a page all come
 * from this list.
 */
export const pagePaths = {
  home: "/",
  notifications: "/notifications",
  messages: "/messages",
  conversation: "/messages/:at",
  search: "/search",
  about: "/about",
  lesson: "/lessons/:name",
  profile: "/:at",
  crud: "/:at/status/:uuid",
} as const;

export type PageName = keyof typeof pagePaths;

/** The form of each parameter. */
const PARAMETERS = {
  at: "@[^/]+",
  name: "[^/]+",
  uuid: "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
} as const;

type Parameter = keyof typeof PARAMETERS;
type Parameters = Readonly<Partial<Record<Parameter, string>>>;

const PARAMETER = /:(at|name|uuid)\b/g;

const PAGES = Object.values(pagePaths).map((path) => ({
  regex: new RegExp(`^${path.replace(PARAMETER, (_, name: Parameter) => PARAMETERS[name])}$`),
  pattern: path.replace(":at", "@:handle"),
}));

/** The path of a page with its parameters, escaped. */
export function toPath(page: PageName, parameters: Parameters = {}): string {
  return pagePaths[page].replace(PARAMETER, (_, name: Parameter) => escapePart(parameters[name] ?? ""));
}

/** An @ needs no escape in a path. */
function escapePart(text: string): string {
  return encodeURIComponent(text).replaceAll("%40", "@");
}

/**
 * The pattern of a path, so that traces of one page can be found together: `/@worf` is `/@:handle`. `undefined` for a
 * path without a page.
 */
export function toPagePattern(path: string): string | undefined {
  const bare = path.replace(/(?<=.)\/+$/, "");
  return PAGES.find(({ regex }) => regex.test(bare))?.pattern;
}
