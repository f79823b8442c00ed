import type {
  EqualityOperator,
  IdPart,
  KeywordName,
  NumberOperator,
  RootCauseKind,
  RootCausePart,
  StringOperator,
} from "./keywords.ts";

/** Offsets in the parsed text: `start` of the first character, `end` after the last. */
interface Span {
  start: number;
  end: number;
}

/** A parsed filter. `everything` is an empty text: no condition, so every trace. */
export type FilterExpression = Everything | And | Or | Not | Condition;

interface Everything extends Span {
  kind: "everything";
}

/** At least two operands, as written: `a AND b AND c` is one node, a group in parentheses is a node inside it. */
interface And extends Span {
  kind: "and";
  operands: readonly FilterExpression[];
}

interface Or extends Span {
  kind: "or";
  operands: readonly FilterExpression[];
}

interface Not extends Span {
  kind: "not";
  operand: FilterExpression;
}

export type Condition =
  | Comparison
  | ServiceCondition
  | EdgeCondition
  | GroupCondition
  | RootCauseCondition
  | RootCauseTemplate;

/** A condition on one keyword or annotation. */
export type Comparison = Presence | BooleanComparison | NumberComparison | StringComparison;

export type Subject = KeywordSubject | AnnotationSubject;

interface KeywordSubject extends Span {
  kind: "keyword";
  name: KeywordName;
}

export interface AnnotationSubject extends Span {
  kind: "annotation";
  key: string;
}

/** Only a subject: true when it is set; a boolean stands for its value. */
interface Presence extends Span {
  kind: "presence";
  subject: Subject;
}

interface BooleanComparison extends Span {
  kind: "boolean";
  subject: Subject;
  operator: EqualityOperator;
  value: boolean;
}

interface NumberComparison extends Span {
  kind: "number";
  subject: Subject;
  operator: NumberOperator;
  value: number;
}

interface StringComparison extends Span {
  kind: "string";
  subject: Subject;
  operator: StringOperator;
  value: string;
}

/** Selects nodes: by a name alone, or by the parts of `id(…)`; absent parts match anything. */
export type NodeSelector = NamedNode | IdentifiedNode;

interface NamedNode extends Span {
  kind: "name";
  name: string;
}

export interface IdentifiedNode extends Span {
  kind: "id";
  parts: readonly { part: IdPart; value: string }[];
}

export interface ServiceCondition extends Span {
  kind: "service";
  /** Absent for any node. */
  node?: NodeSelector;
  block?: FilterExpression;
}

export interface EdgeCondition extends Span {
  kind: "edge";
  from: NodeSelector;
  to: NodeSelector;
  block?: FilterExpression;
}

export interface GroupCondition extends Span {
  kind: "group";
  by: "name" | "arn";
  operator: EqualityOperator;
  value: string;
}

export interface RootCauseCondition extends Span {
  kind: "rootcause";
  cause: RootCauseKind;
  part: RootCausePart;
  block?: FilterExpression;
}

export interface RootCauseTemplate extends Span {
  kind: "rootcause.json";
  operator: EqualityOperator;
  templates: readonly JsonValue[];
}

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: JsonValue;
}
