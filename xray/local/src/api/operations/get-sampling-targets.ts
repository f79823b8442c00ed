import { toStatisticsWindows } from "../../sampling/statistics-windows.ts";
import { defineOperation } from "../model/operation.ts";
import type { Operation } from "../model/operation.ts";
import { ruleName } from "../model/control-shapes.ts";
import { readSamplingReport } from "../sampling/sampling-dialects.ts";
import { integer, list, required, string, structure, timestamp } from "../model/shape.ts";

const count = integer({ min: 0 });

const statistics = structure({
  RuleName: required(ruleName),
  ClientID: required(string({ min: 24, max: 24 })),
  Timestamp: required(timestamp()),
  RequestCount: required(count),
  SampledCount: required(count),
  BorrowCount: count,
});

const boostStatistics = structure({
  RuleName: required(ruleName),
  ServiceName: required(string({ max: 64 })),
  Timestamp: required(timestamp()),
  AnomalyCount: required(count),
  TotalCount: required(count),
  SampledAnomalyCount: required(count),
});

const operation = defineOperation({
  name: "GetSamplingTargets",
  path: "/SamplingTargets",
  input: structure({
    SamplingStatisticsDocuments: required(list(statistics, { max: 25 })),
    SamplingBoostStatisticsDocuments: list(boostStatistics, { max: 25 }),
  }),
  handle(input, context) {
    const { settings, targets, sampling } = context;
    sampling.noteQuestion();
    const report = {
      statistics: input.SamplingStatisticsDocuments,
      boostStatistics: input.SamplingBoostStatisticsDocuments ?? [],
    };
    const rules = settings.rules.list().map(({ SamplingRule }) => SamplingRule);
    const answer = targets.report(report, rules, context.nowMs() / 1_000);
    settings.statistics.add(toStatisticsWindows(answer.accepted));
    return {
      SamplingTargetDocuments: answer.targets,
      LastRuleModification: settings.rules.lastModificationSec(),
      UnprocessedStatistics: answer.unprocessed,
      UnprocessedBoostStatistics: answer.unprocessedBoost,
    };
  },
});

/**
 * Accepts the reports of samplers, and answers what each may do next. SDKs ignore an answer without
 * LastRuleModification.
 */
export const getSamplingTargets: Operation = {
  ...operation,
  invoke: (body, context) => operation.invoke(readSamplingReport(body), context),
};
