/** The rule that the product's Terraform makes, as CreateSamplingRule takes it; `members` replace its own. */
export function makeRuleInput(members: Partial<RuleInput> = {}): RuleInput {
  return {
    RuleName: "Flask",
    ResourceARN: "*",
    Priority: 9000,
    FixedRate: 0.1,
    ReservoirSize: 5,
    ServiceName: "backend-flask",
    ServiceType: "*",
    Host: "*",
    HTTPMethod: "*",
    URLPath: "*",
    Version: 1,
    ...members,
  };
}

interface RuleInput {
  RuleName: string;
  ResourceARN: string;
  Priority: number;
  FixedRate: number;
  ReservoirSize: number;
  ServiceName: string;
  ServiceType: string;
  Host: string;
  HTTPMethod: string;
  URLPath: string;
  Version: number;
  Attributes?: Record<string, string>;
}
