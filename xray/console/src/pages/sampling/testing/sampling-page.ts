import { screen, within } from "@testing-library/react";
import { NOW_SEC } from "../../../testing/clock.ts";
import { theXray } from "../../../testing/open-console.tsx";
import { textOf } from "../../../testing/read-table.ts";

export interface RuleChange {
  ServiceName?: string;
  HTTPMethod?: string;
  URLPath?: string;
  Host?: string;
  FixedRate?: number;
  ReservoirSize?: number;
  Attributes?: Record<string, string>;
}

export async function makeRule(RuleName: string, Priority: number, change: RuleChange = {}): Promise<void> {
  const any = {
    ResourceARN: "*",
    ServiceName: "*",
    ServiceType: "*",
    Host: "*",
    HTTPMethod: "*",
    URLPath: "*",
  };
  const taking = { FixedRate: 0.05, ReservoirSize: 1, Version: 1 };
  await theXray().call("/CreateSamplingRule", {
    SamplingRule: { RuleName, Priority, ...any, ...taking, ...change },
  });
}

/** As an SDK reports what it did under a rule in the last ten seconds. */
export async function report(
  RuleName: string,
  RequestCount: number,
  SampledCount: number,
  agoSec = 10,
): Promise<void> {
  const ClientID = "0123456789abcdef01234567";
  const counts = { RequestCount, SampledCount, BorrowCount: 0, Timestamp: NOW_SEC - agoSec };
  await theXray().call("/SamplingTargets", {
    SamplingStatisticsDocuments: [{ RuleName, ClientID, ...counts }],
  });
}

export const ruleItems = () => within(screen.getByRole("main")).getAllByRole("listitem");

export const names = () => ruleItems().map((item) => textOf(within(item).getByRole("heading")));

export const rule = (name: string) =>
  within(screen.getByRole("button", { name }).closest("li") ?? document.body);
