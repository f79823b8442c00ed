// An HTTP server with OpenTelemetry's SDK, whose spans leave as functions on AWS Lambda send them: a datagram "T1S" and
// the OTLP request in base64, to where the X-Ray daemon listens (AWS_XRAY_DAEMON_ADDRESS, here HOST:PORT).
"use strict";
const http = require("node:http");
const { context, propagation, SpanKind, SpanStatusCode } = require("@opentelemetry/api");
const { AwsXrayUdpSpanExporter } = require("@aws/aws-distro-opentelemetry-exporter-xray-udp");
const { AWSXRayPropagator } = require("@opentelemetry/propagator-aws-xray");
const { Resource } = require("@opentelemetry/resources");
const { BatchSpanProcessor, NodeTracerProvider } = require("@opentelemetry/sdk-trace-node");

const exporter = new AwsXrayUdpSpanExporter(process.env.AWS_XRAY_DAEMON_ADDRESS);
const provider = new NodeTracerProvider({
  resource: new Resource({ "service.name": process.env.SERVICE_NAME }),
  // Ten spans at most, as on Lambda: a datagram holds 64 KB.
  spanProcessors: [new BatchSpanProcessor(exporter, { maxExportBatchSize: 10, scheduledDelayMillis: 100 })],
});
provider.register({ propagator: new AWSXRayPropagator() });
const tracer = provider.getTracer("conformance");

function work() {
  const span = tracer.startSpan("work");
  span.setAttribute("customer", "c-1");
  span.setAttribute("aws.xray.annotations", ["customer"]);
  span.setAttribute("aws.xray.metadata.shop", '{"basket": {"items": 3}}');
  span.end();
}

function answer(request, response) {
  const attributes = {
    "http.request.method": request.method,
    "url.full": `http://${request.headers.host}${request.url}`,
  };
  const caller = propagation.extract(context.active(), request.headers);
  tracer.startActiveSpan(`GET ${request.url}`, { kind: SpanKind.SERVER, attributes }, caller, (span) => {
    const failed = request.url.startsWith("/fault/");
    if (failed) {
      span.recordException(new Error("the till is on fire"));
      span.setStatus({ code: SpanStatusCode.ERROR });
    } else work();
    response.statusCode = failed ? 500 : 200;
    span.setAttribute("http.response.status_code", response.statusCode);
    span.end();
    response.end();
  });
}

const server = http.createServer(answer).listen(0, "127.0.0.1", () => {
  process.stdout.write(`listening ${server.address().port}\n`);
});
