import { rejectToken, toApiGroup } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { string, structure } from "../model/shape.ts";

/** Answers all groups in one page, with `Default`: Grafana's X-Ray data source looks for it. */
export const getGroups = defineOperation({
  name: "GetGroups",
  path: "/Groups",
  input: structure({ NextToken: string({ min: 1, max: 100 }) }),
  handle({ NextToken }, { settings }) {
    rejectToken(NextToken);
    return { Groups: settings.groups.all().map(toApiGroup) };
  },
});
