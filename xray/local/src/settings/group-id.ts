import { randomBytes } from "node:crypto";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** 52 characters of base 32, as at the end of the group ARNs that AWS gives out. */
export function newGroupId(): string {
  return Array.from(randomBytes(52), (byte) => BASE32.charAt(byte & 31)).join("");
}
