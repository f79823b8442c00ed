import { randomBytes } from "node:crypto";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** 52 characters of base 32, like the end of the ARNs of AWS's groups. */
export function newGroupId(): string {
  return Array.from(randomBytes(52), (byte) => BASE32.charAt(byte & 31)).join("");
}
