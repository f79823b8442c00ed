import type { AttributeValue, Attributes } from "../span.ts";

/** Hands out the attributes that have a place in a segment, and remembers which are left for its metadata. */
export class AttributeTaker {
  private readonly attributes: Attributes;
  private readonly taken = new Set<string>();

  constructor(attributes: Attributes) {
    this.attributes = attributes;
  }

  /** The value of the first key that has one. All the keys count as taken, because they name the same thing. */
  value(...keys: readonly string[]): AttributeValue | undefined {
    for (const key of keys) this.taken.add(key);
    return firstValue(this.attributes, keys);
  }

  /** Undefined when the value is not a text, or is empty. */
  text(...keys: readonly string[]): string | undefined {
    return toNonEmpty(this.value(...keys));
  }

  /** Accepts texts too, because some instrumentations write numbers so. */
  integer(...keys: readonly string[]): number | undefined {
    return toInteger(this.value(...keys));
  }

  /** The attributes that were not taken. */
  rest(): [key: string, value: AttributeValue][] {
    return [...this.attributes].filter(([key]) => !this.taken.has(key));
  }
}

/** Reads without taking. */
export function textOf(attributes: Attributes, ...keys: readonly string[]): string | undefined {
  return toNonEmpty(firstValue(attributes, keys));
}

/** Reads without taking. */
export function integerOf(attributes: Attributes, ...keys: readonly string[]): number | undefined {
  return toInteger(firstValue(attributes, keys));
}

function firstValue(attributes: Attributes, keys: readonly string[]): AttributeValue | undefined {
  for (const key of keys) {
    const value = attributes.get(key);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

function toNonEmpty(value: AttributeValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function toInteger(value: AttributeValue | undefined): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return Number.isInteger(number) ? (number as number) : undefined;
}
