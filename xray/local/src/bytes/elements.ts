/**
 * Reads elements, and throws where a plain read gives undefined: beyond the end, and in memory that was given back
 * (free-memory.ts), which has no elements any more. A default value would turn such a defect into wrong results.
 *
 * There is one function for each kind of array, because V8 makes a read fast where it meets only one kind.
 */
export function readF64(column: Float64Array, index: number): number {
  return column[index] ?? fail(column, index);
}

export function readF32(column: Float32Array, index: number): number {
  return column[index] ?? fail(column, index);
}

export function readU32(column: Uint32Array, index: number): number {
  return column[index] ?? fail(column, index);
}

export function readI32(column: Int32Array, index: number): number {
  return column[index] ?? fail(column, index);
}

export function readU16(column: Uint16Array, index: number): number {
  return column[index] ?? fail(column, index);
}

export function readU8(column: Uint8Array, index: number): number {
  return column[index] ?? fail(column, index);
}

/** For a plain list, whose items are never undefined. */
export function itemAt<Item>(items: readonly Item[], index: number): Item {
  return items[index] ?? fail(items, index);
}

/** For a map that has the key. */
export function entryOf<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`No entry ${String(key)} among ${map.size}`);
  return value;
}

/** For loops that compare many elements: checks once that there are so many. */
export function requireLength(column: ArrayLike<number>, length: number): void {
  if (column.length < length) fail(column, length - 1);
}

function fail({ length }: ArrayLike<unknown>, index: number): never {
  const hint = length === 0 ? ": there is none, or the memory was given back" : "";
  throw new RangeError(`Element ${index} of ${length}${hint}`);
}
