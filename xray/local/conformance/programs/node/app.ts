/** An Express app with the X-Ray SDK for Node.js, as its documentation has it. */
import xray from "aws-xray-sdk-core";
import xrayExpress from "aws-xray-sdk-express";
import express from "express";

const app = express();
if (process.env["AWS_XRAY_URL"]) xray.middleware.enableDynamicNaming(process.env["AWS_XRAY_URL"]);
app.use(xrayExpress.openSegment(process.env["SERVICE_NAME"] ?? ""));

app.get("/fault/*rest", () => {
  throw new Error("the till is on fire");
});

app.get("/*rest", (_, response) => {
  xray.captureFunc("work", (subsegment) => {
    subsegment?.addAnnotation("customer", "c-1");
    subsegment?.addMetadata("basket", { items: 3 }, "shop");
  });
  response.send("done\n");
});

app.use(xrayExpress.closeSegment());

const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) process.stdout.write(`listening ${address.port}\n`);
});
