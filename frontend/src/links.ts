import type { Post } from "./api/cruds.ts";

/** The address of every page. */
export const links = {
  home: "/",
  notifications: "/notifications",
  messages: "/messages",
  conversation: (handle: string) => `/messages/@${handle}`,
  search: (term?: string) => (term === undefined ? "/search" : `/search?term=${encodeURIComponent(term)}`),
  profile: (handle: string) => `/@${handle}`,
  crud: ({ handle, uuid }: Pick<Post, "handle" | "uuid">) => `/@${handle}/status/${uuid}`,
  about: "/about",
  lesson: (scenario: string) => `/lessons/${encodeURIComponent(scenario)}`,
} as const;
