import { templateUrl } from "xray-local/trace/activity/text-templates.ts";

/** The URL of a request, as a row shows it. */
export interface RequestWords {
  /** The path, with the host where the path alone says nothing. */
  path: string;
  /** `?term=cloud` or empty. */
  query: string;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** `…/activities/5b2e…-…/reply` → `…/activities/:uuid/reply`. */
export function withoutUuids(text: string): string {
  return text.replace(UUID, ":uuid");
}

/**
 * `http://localhost:5000/api/activities/search?term=x` → `/api/activities/search` and `?term=x`;
 * `http://localhost:3000/` → `localhost:3000/`. Ids are long and say little: `:uuid` stands for them.
 */
export function requestWords(url: string): RequestWords {
  if (!URL.canParse(url)) return { path: url, query: "" };
  const { host, pathname, search } = new URL(url);
  const path = withoutUuids(decoded(pathname));
  return { path: path === "/" ? `${host}/` : path, query: decoded(search) };
}

/** What requests of the same kind have in common, as `/figures.json` tells it, without the prefix `/api`, which says nothing. */
export function urlPattern(url: string): string {
  return patternWords(templateUrl(url));
}

/** `/api/activities/:id/reply` → `activities/:id/reply`. */
export function patternWords(template: string): string {
  return template.replace(/^\/(?:api\/)?/, "") || "/";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
