import type { TraceGroup } from "../../settings/group-settings.ts";
import { invalidRequest } from "./errors.ts";
import { boolean, integer, list, map, number, required, string, structure } from "./shape.ts";

/** Parts of inputs that several operations share, as in the model. */

export const tagList = list(
  structure({ Key: required(string({ min: 1, max: 128 })), Value: required(string({ max: 256 })) }),
  { max: 200 },
);

export const resourceArn = string({ min: 1, max: 1011 });

/** Both are optional in the model; the settings require one of them. */
export const groupReference = {
  GroupName: string({ min: 1, max: 32 }),
  GroupARN: string({ min: 1, max: 400 }),
};

export const groupChanges = {
  FilterExpression: string(),
  InsightsConfiguration: structure({ InsightsEnabled: boolean(), NotificationsEnabled: boolean() }),
};

export const ruleName = string({ min: 1, max: 32 });

/** What rules match, in which CreateSamplingRule requires members and UpdateSamplingRule does not. */
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

/** For operations that always answer in one page: no token can be valid. */
export function rejectToken(token: string | undefined): void {
  if (token !== undefined && token !== "") throw invalidRequest("Invalid NextToken");
}

/** A group in the form of the API. */
export function toApiGroup(group: TraceGroup): Omit<TraceGroup, "FilterChangedAtSec"> {
  const { FilterChangedAtSec: _, ...wire } = group;
  return wire;
}
