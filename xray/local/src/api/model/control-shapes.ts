import type { TraceGroup } from "../../settings/group-settings.ts";
import { invalidRequest } from "./errors.ts";
import { boolean, integer, list, map, number, required, string, structure } from "./shape.ts";

/** Parts of inputs that several operations of the control plane share, as the model has them. */

export const tagList = list(
  structure({ Key: required(string({ min: 1, max: 128 })), Value: required(string({ max: 256 })) }),
  { max: 200 },
);

export const resourceArn = string({ min: 1, max: 1011 });

/** Both optional in the model; the settings see to it that one is there. */
export const groupReference = {
  GroupName: string({ min: 1, max: 32 }),
  GroupARN: string({ min: 1, max: 400 }),
};

export const groupChanges = {
  FilterExpression: string(),
  InsightsConfiguration: structure({ InsightsEnabled: boolean(), NotificationsEnabled: boolean() }),
};

export const ruleName = string({ min: 1, max: 32 });

/** What rules are matched by, without the members that CreateSamplingRule requires and UpdateSamplingRule does not. */
export const ruleFields = {
  ResourceARN: string({ max: 500 }),
  ServiceName: string({ max: 64 }),
  ServiceType: string({ max: 64 }),
  Host: string({ max: 64 }),
  HTTPMethod: string({ max: 10 }),
  URLPath: string({ max: 128 }),
};

export const ruleAttributes = map(string({ min: 1, max: 32 }), string({ min: 1, max: 32 }), { max: 5 });

export const samplingRateBoost = structure({
  MaxRate: required(number({ min: 0, max: 1 })),
  CooldownWindowMinutes: required(integer({ min: 0 })),
});

export const policyName = string({ min: 1, max: 128, pattern: /^[\w+=,.@-]+$/ });

export const retrievalToken = string({ max: 1020 });

const uuid = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/;
export const insightId = string({ pattern: uuid });

/** For what is always answered in one page: no token that a caller has can be one of ours. */
export function rejectToken(token: string | undefined): void {
  if (token !== undefined && token !== "") throw invalidRequest("Invalid NextToken");
}

/** A group as the wire has it. */
export function toApiGroup(group: TraceGroup): Omit<TraceGroup, "FilterChangedAtSec"> {
  const { FilterChangedAtSec: _, ...wire } = group;
  return wire;
}
