import { expect, test } from "vitest";
import { shortResourceName } from "./resource-name.ts";

test.each<[string, boolean, string]>([
  ["arn:aws:sns:eu-west-1:111122223333:crud", false, "crud"],
  ["arn:aws:lambda:eu-west-1:111122223333:function:price-fn", false, "price-fn"],
  ["arn:aws:lambda:eu-west-1:111122223333:function:price-fn:live", false, "price-fn:live"],
  ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders", false, "orders"],
  ["https://sqs.eu-west-1.amazonaws.com/111122223333/jobs", true, "jobs"],
  ["http://127.0.0.1:38321/111122223333/jobs/", true, "jobs"],
  ["http://permissions:8080", false, "http://permissions:8080"],
  ["http://accounts:8080", false, "http://accounts:8080"],
  ["https://a.example.net/v1/search", false, "https://a.example.net/v1/search"],
  ["orders", true, "orders"],
  ["arn:", false, "arn:"],
])("%s (a queue: %s) is shown as %s", (name, isQueue, short) => {
  expect(shortResourceName(name, isQueue)).toBe(short);
});
