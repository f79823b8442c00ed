#!/usr/bin/env node
// Tells Nodes that are too old what to do instead of failing at the first word that they do not know: no new syntax here.
"use strict";

var OLDEST = "22.15.0";

function isOlder(version, than) {
  var parts = version.split(".").map(Number);
  var others = than.split(".").map(Number);
  for (var at = 0; at < 3; at += 1) if (parts[at] !== others[at]) return parts[at] < others[at];
  return false;
}

if (isOlder(process.versions.node, OLDEST)) {
  console.error(
    "xray-local needs Node " +
      OLDEST +
      " or newer, and this is Node " +
      process.versions.node +
      ". Install a newer Node, or take the executable, which needs none.",
  );
  process.exit(1);
}

// Compiled code of the last start makes the next one faster; where it cannot be kept nothing is lost.
require("node:module").enableCompileCache();

// Node 22 warns of node:sqlite, which it calls experimental, at each start.
var warn = process.emitWarning.bind(process);
process.emitWarning = function (warning) {
  if (!/SQLite is an experimental feature/.test(String(warning))) return warn.apply(undefined, arguments);
};

void import("../dist/main.js");
