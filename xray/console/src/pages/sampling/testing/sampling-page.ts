import { screen, within } from "@testing-library/react";
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

export const ruleItems = () => within(screen.getByRole("main")).getAllByRole("listitem");

export const names = () => ruleItems().map((item) => textOf(within(item).getByRole("heading")));

export const rule = (name: string) =>
  within(screen.getByRole("button", { name }).closest("li") ?? document.body);
