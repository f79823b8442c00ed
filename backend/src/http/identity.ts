import type { Request, Response } from "express";

/** Who sends a request. */
interface Identity {
  /** Empty where the request names nobody that there could be. */
  handle: string;
}

export type Identify = (request: Request) => Identity;

const DEFAULT_HANDLE = "andrewbrown";
const HEADER = "x-cruddur-handle";
const COOKIE = /(?:^|;\s*)cruddur_handle=([^;]*)/;
const COOKIE_MAX_AGE_SEC = 30 * 86_400;

/** What a user can be called: what the table `users` takes. */
const HANDLE = /^[a-z0-9_]{1,30}$/;

/** A handle as the database has it, or `undefined` where nobody can be called so. */
export function toHandle(text: unknown): string | undefined {
  const handle = typeof text === "string" ? text.trim().toLowerCase() : "";
  return HANDLE.test(handle) ? handle : undefined;
}

/** A development identity: by header, for programs, else by cookie, else one and the same user. There is no sign-in. */
export const identifyDeveloper: Identify = ({ headers }) => {
  const named = headers[HEADER] ?? COOKIE.exec(headers.cookie ?? "")?.[1];
  return { handle: named === undefined ? DEFAULT_HANDLE : (toHandle(named) ?? "") };
};

export function rememberIdentity(response: Response, handle: string): void {
  const attributes = `Path=/api; Max-Age=${COOKIE_MAX_AGE_SEC}; HttpOnly; SameSite=Lax`;
  response.setHeader("Set-Cookie", `cruddur_handle=${handle}; ${attributes}`);
}
