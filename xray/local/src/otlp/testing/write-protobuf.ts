/** A protobuf message for tests: fields by number, each a text, bytes, a varint, a message or several of them. */
export type Fields = readonly (readonly [field: number, value: FieldValue])[];

type FieldValue =
  | string
  | Uint8Array
  | number
  | bigint
  | { fixed64: bigint }
  | { fixed32: number }
  | { double: number }
  | { message: Fields };

export function writeProtobuf(fields: Fields): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(fields.flatMap(([field, value]) => writeField(field, value)));
}

function writeField(field: number, value: FieldValue): number[] {
  if (typeof value === "number" || typeof value === "bigint") return [...varint(field * 8), ...varint(value)];
  if (typeof value === "string") return delimited(field, new TextEncoder().encode(value));
  if (value instanceof Uint8Array) return delimited(field, value);
  if ("message" in value) return delimited(field, writeProtobuf(value.message));
  if ("fixed32" in value)
    return [...varint(field * 8 + 5), ...fixed(4, (view) => view.setUint32(0, value.fixed32, true))];
  const write =
    "double" in value
      ? (view: DataView): void => view.setFloat64(0, value.double, true)
      : (view: DataView): void => view.setBigUint64(0, value.fixed64, true);
  return [...varint(field * 8 + 1), ...fixed(8, write)];
}

function delimited(field: number, bytes: Uint8Array): number[] {
  return [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
}

function fixed(bytes: number, write: (view: DataView) => void): number[] {
  const view = new DataView(new ArrayBuffer(bytes));
  write(view);
  return [...new Uint8Array(view.buffer)];
}

/** Negative numbers take ten bytes, as in protobuf. */
function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) + 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}
