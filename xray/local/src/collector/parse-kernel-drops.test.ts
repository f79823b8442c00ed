import { expect, test } from "vitest";
import { parseKernelDrops } from "./parse-kernel-drops.ts";

const TABLE = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  323: 0100007F:07D0 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 31337 2 0000000000000000 17
 1201: 00000000:0044 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 20481 2 0000000000000000 0
 1202: 0100007F:0044 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 20482 2 0000000000000000 5
`;

test.each([
  ["the drops of the socket on the port", 2000, 17],
  ["the sum where two addresses share a port", 68, 5],
  ["nothing for a port that nobody has", 2001, undefined],
])("answers %s", (_, port, drops) => {
  expect(parseKernelDrops(TABLE, port)).toBe(drops);
});

test("answers nothing for what is no such table", () => {
  expect(parseKernelDrops("", 2000)).toBeUndefined();
  expect(parseKernelDrops("sl\n 1: 0100007F:07D0 x", 2000)).toBeUndefined();
});
