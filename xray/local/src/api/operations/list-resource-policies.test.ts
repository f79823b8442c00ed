import { paginateListResourcePolicies } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { listResourcePolicies } from "./list-resource-policies.ts";

const served = serveClient();

it("ListResourcePolicies answers all policies by name in one page", async () => {
  const PolicyDocument =
    '{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"xray:*","Resource":"*"}}';
  for (const PolicyName of ["b", "a"]) served.context.settings.policies.put({ PolicyName, PolicyDocument });
  const pages: unknown[] = [];
  for await (const page of paginateListResourcePolicies({ client: served.client }, {})) {
    pages.push(page.ResourcePolicies);
  }
  expect(pages).toMatchObject([
    [
      { PolicyName: "a", PolicyDocument, PolicyRevisionId: "1" },
      { PolicyName: "b", PolicyDocument, PolicyRevisionId: "1" },
    ],
  ]);
  await expect(listResourcePolicies.invoke({ NextToken: "x" }, served.context)).rejects.toThrow(
    "Invalid NextToken",
  );
});
