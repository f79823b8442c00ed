import { invalidRequest } from "../model/errors.ts";
import { defineOperation } from "../model/operation.ts";
import { number, required, string, structure } from "../model/shape.ts";

/** Stores the percentage; here every trace stays indexed, whatever it is. */
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
