import type { Request } from "express";

/** Who sends a request. */
interface Identity {
  handle: string;
}

export type Identify = (request: Request) => Identity;

/** Everybody is one user, since there is no sign-in yet. */
export const identifyDeveloper: Identify = () => ({ handle: "andrewbrown" });
