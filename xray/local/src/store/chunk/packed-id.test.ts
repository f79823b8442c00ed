import * as fc from "fast-check";
import { expect, test } from "vitest";
import { PACKED_ID_BYTES, packTraceId, unpackTraceId } from "./packed-id.ts";

const HEX_DIGITS = Array.from("0123456789abcdef");

test("a trace id survives packing", () => {
  const traceId = fc
    .string({ unit: fc.constantFrom(...HEX_DIGITS), minLength: 32, maxLength: 32 })
    .map((digits) => `1-${digits.slice(0, 8)}-${digits.slice(8)}`);
  fc.assert(
    fc.property(traceId, fc.nat(20), (id, offset) => {
      const bytes = new Uint8Array(offset + PACKED_ID_BYTES);
      expect(packTraceId(id, bytes, offset)).toBe(true);
      expect(unpackTraceId(bytes, offset)).toBe(id);
    }),
  );
});

test("capital digits become small ones", () => {
  const bytes = new Uint8Array(PACKED_ID_BYTES);
  packTraceId("1-ABCDEF01-ABCDEF0123456789ABCDEF01", bytes, 0);
  expect(unpackTraceId(bytes, 0)).toBe("1-abcdef01-abcdef0123456789abcdef01");
});

test.each([
  "",
  "1-5759e988-bd862e3fe1be46a99427279",
  "2-5759e988-bd862e3fe1be46a994272793",
  "1-5759e988-bd862e3fe1be46a99427279g",
])("%j is no trace id", (text) => {
  expect(packTraceId(text, new Uint8Array(PACKED_ID_BYTES), 0)).toBe(false);
});
