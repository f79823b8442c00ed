/** An Express app with the X-Ray SDK for Node.js. It asks the address in `to`, if there is one, before it answers. */
import http from "node:http";
import xray from "aws-xray-sdk-core";
import xrayExpress from "aws-xray-sdk-express";
import express from "express";

xray.captureHTTPsGlobal(http);

const app = express();
app.use(xrayExpress.openSegment(process.env["SERVICE_NAME"] ?? ""));

app.get("/*rest", (request, response) => {
  const { to } = request.query;
  if (typeof to !== "string") return void response.send("done\n");
  http.get(to, (answer) => answer.resume().once("end", () => response.send("done\n")));
});

app.use(xrayExpress.closeSegment());

const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) process.stdout.write(`listening ${address.port}\n`);
});
