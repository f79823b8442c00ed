/**
 * Shapes of request bodies, declared as data, so that a test can compare them with the service's model. validate.ts
 * validates them.
 */
export interface StringShape<V extends string = string> {
  kind: "string";
  /** In UTF-16 units. */
  min?: number;
  max?: number;
  pattern?: RegExp;
  /** The allowed values of an enumeration. */
  values?: readonly V[];
}

export interface NumberShape {
  /** `integer` has 32 bits, as in the model; `timestamp` is epoch seconds, fractions allowed. */
  kind: "integer" | "number" | "timestamp";
  min?: number;
  max?: number;
}

export interface BooleanShape {
  kind: "boolean";
}

export interface ListShape<M extends Shape = Shape> {
  kind: "list";
  member: M;
  min?: number;
  max?: number;
}

export interface MapShape<V extends Shape = Shape> {
  kind: "map";
  key: StringShape;
  value: V;
  min?: number;
  max?: number;
}

/** Any JSON. */
export interface DocumentShape {
  kind: "document";
}

export type Members = Readonly<Record<string, Shape & { required?: true }>>;

export interface StructureShape<M extends Members = Members> {
  kind: "structure";
  members: M;
}

export type Shape =
  | StringShape
  | NumberShape
  | BooleanShape
  | DocumentShape
  | { kind: "list"; member: Shape; min?: number; max?: number }
  | { kind: "map"; key: StringShape; value: Shape; min?: number; max?: number }
  | { kind: "structure"; members: Members };

type RequiredNames<M extends Members> = {
  [K in keyof M]: M[K] extends { required: true } ? K : never;
}[keyof M];

type Flat<T> = { [K in keyof T]: T[K] };

/** The TypeScript type of values that a shape accepts. */
export type Infer<S> =
  S extends StringShape<infer V>
    ? V
    : S extends NumberShape
      ? number
      : S extends BooleanShape
        ? boolean
        : S extends ListShape<infer M>
          ? Infer<M>[]
          : S extends MapShape<infer V>
            ? Record<string, Infer<V>>
            : S extends StructureShape<infer M>
              ? Flat<
                  { [K in RequiredNames<M>]: Infer<M[K]> } & {
                    [K in Exclude<keyof M, RequiredNames<M>>]?: Infer<M[K]>;
                  }
                >
              : unknown;

type Limits = { min?: number; max?: number };

export function string(limits: Limits & { pattern?: RegExp } = {}): StringShape {
  return { kind: "string", ...limits };
}

export function oneOf<const V extends string>(...values: readonly V[]): StringShape<V> {
  return { kind: "string", values };
}

export function integer(limits: Limits = {}): NumberShape {
  return { kind: "integer", ...limits };
}

export function number(limits: Limits = {}): NumberShape {
  return { kind: "number", ...limits };
}

export function timestamp(): NumberShape {
  return { kind: "timestamp" };
}

export function boolean(): BooleanShape {
  return { kind: "boolean" };
}

export function document(): DocumentShape {
  return { kind: "document" };
}

export function list<M extends Shape>(member: M, limits: Limits = {}): ListShape<M> {
  return { kind: "list", member, ...limits };
}

export function map<V extends Shape>(key: StringShape, value: V, limits: Limits = {}): MapShape<V> {
  return { kind: "map", key, value, ...limits };
}

export function structure<M extends Members>(members: M): StructureShape<M> {
  return { kind: "structure", members };
}

export function required<S extends Shape>(shape: S): S & { required: true } {
  return { ...shape, required: true };
}
