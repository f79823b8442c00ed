import { invalidRequest } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { number, required, string, structure } from "../shape.ts";

/** Kept and answered; every trace stays indexed here, whatever the percentage. */
export const updateIndexingRule = defineOperation({
  name: "UpdateIndexingRule",
  path: "/UpdateIndexingRule",
  input: structure({
    Name: required(string()),
    Rule: required(
      structure({ Probabilistic: structure({ DesiredSamplingPercentage: required(number()) }) }),
    ),
  }),
  handle({ Name, Rule: { Probabilistic } }, { settings }) {
    // A union: exactly one member, and the model has only this one.
    if (!Probabilistic) throw invalidRequest("Rule must have the member Probabilistic");
    return { IndexingRule: settings.account.setIndexing(Name, Probabilistic.DesiredSamplingPercentage) };
  },
});
