// An Express app that knows nothing of tracing. It asks the address in `to`, if there is one, before it answers.
"use strict";
const http = require("node:http");
const express = require("express");

const app = express();

app.get("/*rest", (request, response) => {
  const { to } = request.query;
  if (to === undefined) return void response.send("done\n");
  http.get(to, (answer) => answer.resume().once("end", () => response.send("done\n")));
});

const server = app.listen(0, "127.0.0.1", () => process.stdout.write(`listening ${server.address().port}\n`));
