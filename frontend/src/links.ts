import type { Post } from "./api/answers/cruds.ts";
import { toPath } from "./page-paths.ts";

/** The URL of every page. */
export const links = {
  home: toPath("home"),
  notifications: toPath("notifications"),
  messages: toPath("messages"),
  conversation: (handle: string) => toPath("conversation", { at: `@${handle}` }),
  search: (term?: string) =>
    term === undefined ? toPath("search") : `${toPath("search")}?term=${encodeURIComponent(term)}`,
  profile: (handle: string) => toPath("profile", { at: `@${handle}` }),
  crud: ({ handle, uuid }: Pick<Post, "handle" | "uuid">) => toPath("crud", { at: `@${handle}`, uuid }),
  about: toPath("about"),
  lesson: (scenario: string) => toPath("lesson", { name: scenario }),
} as const;
