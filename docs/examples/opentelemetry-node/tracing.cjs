// OpenTelemetry for Node.js with X-Ray's header: node --require ./tracing.cjs app.js
"use strict";
const { getNodeAutoInstrumentations } = require("@opentelemetry/auto-instrumentations-node");
const { AWSXRayPropagator } = require("@opentelemetry/propagator-aws-xray");
const { NodeSDK } = require("@opentelemetry/sdk-node");

new NodeSDK({
  instrumentations: [getNodeAutoInstrumentations()],
  textMapPropagator: new AWSXRayPropagator(),
}).start();
