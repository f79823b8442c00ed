import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { templateCalledUrl, templateMessage, templateSql, templateUrl } from "./text-templates.ts";

describe("templateUrl", () => {
  it.each([
    ["http://localhost:5000/api/activities/home", "/api/activities/home"],
    ["http://localhost:3000", "/"],
    ["http://localhost:3000/?a=/b/1", "/"],
    ["/api/users/42/posts/7", "/api/users/:id/posts/:id"],
    ["http://h/a/0f0e0d0c-0b0a-4908-8706-050403020100/reply", "/a/:id/reply"],
    ["http://h/a/5840652004a006649127e371/x", "/a/:id/x"],
    ["http://h/v1/charges/ch_1a2b3c4d", "/v1/charges/:id"],
    ["http://h/stock/sku-1042", "/stock/:id"],
    ["http://h/api/activities/@londo", "/api/activities/@:name"],
    ["http://h/v2/oauth2/facade/deadbeef", "/v2/oauth2/facade/deadbeef"],
    ["http://h/%E0%A4%A/x", "/%E0%A4%A/x"],
  ])("%s is %s", (url, template) => {
    expect(templateUrl(url)).toBe(template);
  });

  it("keeps the host of what was called", () => {
    expect(templateCalledUrl("https://user:pw@api.stripe.com/v1/charges/ch_1a2b3c4d?x=1")).toBe(
      "api.stripe.com/v1/charges/:id",
    );
  });
});

describe("templateSql", () => {
  it.each([
    ["SELECT * FROM a WHERE b = $1", "SELECT * FROM a WHERE b = $1"],
    ["select * from a2 where b = 'it''s' and c = 1.5", "select * from a2 where b = ? and c = ?"],
    ["SELECT 1 /* trace=00-ab */ -- end", "SELECT ?"],
    ["SELECT * FROM a WHERE b IN ($1, $2, $3)", "SELECT * FROM a WHERE b IN ($1, …)"],
    ["SELECT * FROM a WHERE b IN (1,2)\n AND c", "SELECT * FROM a WHERE b IN (?, …) AND c"],
    ["INSERT INTO a (b, c) VALUES (1, 2), (3, 4), (5, 6)", "INSERT INTO a (b, c) VALUES (?, …)"],
  ])("%s is %s", (statement, template) => {
    expect(templateSql(statement)).toBe(template);
  });
});

describe("templateMessage", () => {
  it.each([
    ["no answer from stripe.com in 2000 ms", "no answer from :host in # ms"],
    [
      "Cannot read properties of undefined (reading 'handle')",
      "Cannot read properties of undefined (reading :value)",
    ],
    ["connect ECONNREFUSED 127.0.0.1:5432", "connect ECONNREFUSED :host"],
    ["user a.b@c.org is gone\n  at x", "user :email is gone"],
    ["no cart 0f0e0d0c-0b0a-4908-8706-050403020100", "no cart :id"],
    ["can't wait, won't wait", "can't wait, won't wait"],
  ])("%s is %s", (message, template) => {
    expect(templateMessage(message)).toBe(template);
  });
});

it("never throws, is bounded, and leaves a template as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 600 }), (text) => {
      expect(templateUrl(text).length).toBeLessThanOrEqual(200);
      expect(templateSql(text).length).toBeLessThanOrEqual(2000);
      expect(templateMessage(text).length).toBeLessThanOrEqual(200);
    }),
  );
  for (const url of ["/a/1/b", "/@x", "/ch_1a2b3c4d"])
    expect(templateUrl(templateUrl(url))).toBe(templateUrl(url));
});
