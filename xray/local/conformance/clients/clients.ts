import type { Client } from "../client.ts";
import { adotForNode, udpExporterForNode } from "./adot-node.ts";
import {
  autoInstrumentationForPython,
  autoInstrumentationWithStableNames,
  awsDistributionOnLambda,
} from "./auto-instrumentation-python.ts";
import { awsCli } from "./aws-cli.ts";
import { boto3 } from "./boto3.ts";
import { collector } from "./collector.ts";
import { daemon } from "./daemon.ts";
import { envoy } from "./envoy.ts";
import { openCensus } from "./opencensus.ts";
import { openTelemetrySampler } from "./opentelemetry-sampler.ts";
import { openTelemetryAsJson, openTelemetryAsProtobuf } from "./opentelemetry.ts";
import { meeting } from "./meeting.ts";
import { powertools } from "./powertools.ts";
import { recorderForGo } from "./recorder-for-go.ts";
import { recorderForJava } from "./recorder-for-java.ts";
import { recorderForNode } from "./recorder-for-node.ts";
import { recorderForPython } from "./recorder-for-python.ts";
import { sdkForJavascript } from "./sdk-for-javascript.ts";
import { terraform } from "./terraform.ts";

/** In the order of the matrix. */
export const clients: readonly Client[] = [
  awsCli,
  sdkForJavascript,
  boto3,
  recorderForNode,
  recorderForPython,
  recorderForGo,
  recorderForJava,
  daemon,
  openTelemetryAsProtobuf,
  openTelemetryAsJson,
  openTelemetrySampler,
  autoInstrumentationForPython,
  autoInstrumentationWithStableNames,
  adotForNode,
  udpExporterForNode,
  awsDistributionOnLambda,
  meeting,
  powertools,
  openCensus,
  envoy,
  collector,
  terraform,
];
