// An Express app that knows nothing of tracing but a span of its own; AWS's distribution instruments it from outside
// (`node --require @aws/aws-distro-opentelemetry-node-autoinstrumentation/register`). CommonJS, which it instruments
// without a loader. Below `/calls/` it asks two services of AWS, for which STAND_IN_URL stands, and an address.
"use strict";
const http = require("node:http");
const { DynamoDBClient, GetItemCommand } = require("@aws-sdk/client-dynamodb");
const { SendMessageCommand, SQSClient } = require("@aws-sdk/client-sqs");
const { trace } = require("@opentelemetry/api");
const express = require("express");

const standIn = process.env.STAND_IN_URL;
const tracer = trace.getTracer("conformance");
const app = express();

app.get("/fault/*rest", () => {
  throw new Error("the till is on fire");
});

app.get("/calls/*rest", async (_, response) => {
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  const aws = { endpoint: standIn, region: "us-east-1", credentials };
  const key = { id: { S: "1" } };
  await new DynamoDBClient(aws).send(new GetItemCommand({ TableName: "Orders", Key: key }));
  const message = { QueueUrl: `${standIn}/123456789012/jobs`, MessageBody: "paid" };
  // The answer has no checksum of the message, as one of SQS has.
  await new SQSClient({ ...aws, md5: false }).send(new SendMessageCommand(message));
  await new Promise((resolve, reject) => {
    const url = `${standIn.replace("127.0.0.1", "localhost")}/rates?currency=EUR`;
    http.get(url, (answer) => answer.resume().once("end", resolve)).once("error", reject);
  });
  response.send("done\n");
});

app.get("/*rest", (_, response) => {
  tracer.startActiveSpan("work", (span) => {
    span.setAttribute("customer", "c-1");
    span.setAttribute("aws.xray.annotations", ["customer"]);
    span.setAttribute("aws.xray.metadata.shop", '{"basket": {"items": 3}}');
    span.end();
  });
  response.send("done\n");
});

const server = app.listen(0, "127.0.0.1", () => process.stdout.write(`listening ${server.address().port}\n`));
