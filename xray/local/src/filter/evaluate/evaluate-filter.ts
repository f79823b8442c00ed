import type { TraceFacts } from "../../model/trace-facts.ts";
import { COST, traceColumns } from "./columns.ts";
import { compileExpression, valueTest } from "./compile-expression.ts";
import type { Compiled } from "./compile-expression.ts";
import { compileEdge, compileService } from "./compile-node-condition.ts";
import { compileRootCause, compileTemplate } from "./compile-root-cause.ts";
import type { Comparison, Condition, FilterExpression, GroupCondition } from "../filter-expression.ts";

export interface FilterOptions {
  /** The filters of groups, by name and by ARN. */
  groups: ReadonlyMap<string, FilterExpression>;
}

type Predicate = (facts: TraceFacts) => boolean;

/**
 * Compiles a filter to a function. It tests what is cheap first, and reads the graph, annotations and root causes of a
 * trace only where the filter mentions them and nothing cheaper has decided.
 */
export function compileFilter(expression: FilterExpression, options: FilterOptions): Predicate {
  return createCompiler(options).compile(expression);
}

function createCompiler({ groups }: FilterOptions): { compile: (expression: FilterExpression) => Predicate } {
  const compiled = new Map<FilterExpression, Compiled<TraceFacts> | "open" | undefined>();
  let evaluation = 0;

  const compile = (expression: FilterExpression): Compiled<TraceFacts> =>
    compileExpression<TraceFacts>(expression, traceColumns, compileOther);

  const compileOther = (condition: Condition): Compiled<TraceFacts> => {
    if (condition.kind === "service") return compileService(condition);
    if (condition.kind === "edge") return compileEdge(condition);
    if (condition.kind === "group") return compileGroupCondition(condition);
    if (condition.kind === "rootcause") return compileRootCause(condition);
    if (condition.kind === "rootcause.json") return compileTemplate(condition);
    return compileAnnotation(condition);
  };

  const compileGroupCondition = ({ operator, value }: GroupCondition): Compiled<TraceFacts> => {
    const group = compileGroup(value) ?? { cost: 0, test: () => false };
    return operator === "=" ? group : { ...group, test: (facts) => !group.test(facts) };
  };

  /** Undefined for an unknown group, or one that refers to itself: as on AWS, no trace is in it. */
  const compileGroup = (nameOrArn: string): Compiled<TraceFacts> | undefined => {
    const expression = groups.get(nameOrArn);
    if (!expression) return undefined;
    const known = compiled.get(expression);
    if (known === "open") return undefined;
    if (compiled.has(expression)) return known;
    compiled.set(expression, "open");
    const group = isEvaluable(expression, compileGroup) ? oncePerTrace(compile(expression)) : undefined;
    compiled.set(expression, group);
    return group;
  };

  /** Evaluates each group once a trace, however many paths of groups lead to it. */
  const oncePerTrace = ({ cost, test }: Compiled<TraceFacts>): Compiled<TraceFacts> => {
    let answered = -1;
    let answer = false;
    return {
      cost,
      test: (facts) => {
        if (answered !== evaluation) {
          answer = test(facts);
          answered = evaluation;
        }
        return answer;
      },
    };
  };

  return {
    compile: (expression) => {
      const { test } = compile(expression);
      if (compiled.size === 0) return test;
      return (facts) => {
        evaluation += 1;
        return test(facts);
      };
    },
  };
}

function isEvaluable(expression: FilterExpression, find: (nameOrArn: string) => object | undefined): boolean {
  if (expression.kind === "and" || expression.kind === "or") {
    return expression.operands.every((operand) => isEvaluable(operand, find));
  }
  if (expression.kind === "not") return isEvaluable(expression.operand, find);
  return expression.kind !== "group" || find(expression.value) !== undefined;
}

function compileAnnotation(condition: Comparison): Compiled<TraceFacts> {
  const key = condition.subject.kind === "annotation" ? condition.subject.key : undefined;
  const test = valueTest(condition);
  return {
    cost: COST.list,
    test: ({ annotations }) =>
      annotations.some((annotation) => annotation.key === key && test(annotation.value)),
  };
}
