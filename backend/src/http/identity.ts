import type { Request, Response } from "express";

/** The user who sends a request. */
interface Identity {
  /** Empty when the request names nobody who could exist. */
  handle: string;
}

export type Identify = (request: Request) => Identity;

const DEFAULT_HANDLE = "andrewbrown";
const HEADER = "x-cruddur-handle";
const COOKIE = /(?:^|;\s*)cruddur_handle=([^;]*)/;
const COOKIE_MAX_AGE_SEC = 30 * 86_400;

/** The handles that the table `users` allows. */
const HANDLE = /^[a-z0-9_]{1,30}$/;

/** The handle as the database has it; `undefined` for text that cannot be one. */
export function toHandle(text: unknown): string | undefined {
  const handle = typeof text === "string" ? text.trim().toLowerCase() : "";
  return HANDLE.test(handle) ? handle : undefined;
}

/**
 * A development identity: from a header (for programs), else from a cookie, else always the same user. There is no
 * sign-in.
 */
export const identifyDeveloper: Identify = ({ headers }) => {
  const named = headers[HEADER] ?? COOKIE.exec(headers.cookie ?? "")?.[1];
  return { handle: named === undefined ? DEFAULT_HANDLE : (toHandle(named) ?? "") };
};

export function rememberIdentity(response: Response, handle: string): void {
  const attributes = `Path=/api; Max-Age=${COOKIE_MAX_AGE_SEC}; HttpOnly; SameSite=Lax`;
  response.setHeader("Set-Cookie", `cruddur_handle=${handle}; ${attributes}`);
}
