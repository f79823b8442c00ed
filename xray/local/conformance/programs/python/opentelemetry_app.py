"""A web server traced by OpenTelemetry, whose sampler is the one of AWS's distribution: it obeys X-Ray's rules."""

import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from amazon.opentelemetry.distro.sampler.aws_xray_remote_sampler import AwsXRayRemoteSampler
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.propagators.aws import AwsXRayPropagator
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased
from opentelemetry.trace import SpanKind

resource = Resource.create({"service.name": os.environ["SERVICE_NAME"]})
sampler = AwsXRayRemoteSampler(resource, endpoint=os.environ["SAMPLING_ENDPOINT"])
provider = TracerProvider(resource=resource, sampler=ParentBased(sampler))
# Reads OTEL_EXPORTER_OTLP_TRACES_ENDPOINT.
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(), schedule_delay_millis=100))
tracer = provider.get_tracer("conformance")
propagator = AwsXRayPropagator()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        request = {
            "http.request.method": "GET",
            "server.address": urlsplit(f"//{self.headers['Host']}").hostname,
            "url.full": f"http://{self.headers['Host']}{self.path}",
            "url.path": self.path,
        }
        try:
            with tracer.start_as_current_span(
                f"GET {self.path}",
                context=propagator.extract(self.headers),
                kind=SpanKind.SERVER,
                attributes=request,
            ) as span:
                if self.path.startswith("/fault/"):
                    span.set_attribute("http.response.status_code", 500)
                    raise RuntimeError("the till is on fire")
                self.work()
                span.set_attribute("http.response.status_code", 200)
            self.send_response(200)
        except RuntimeError:
            self.send_response(500)
        self.end_headers()

    def work(self):
        with tracer.start_as_current_span("work") as span:
            span.set_attribute("customer", "c-1")
            span.set_attribute("aws.xray.annotations", ["customer"])
            span.set_attribute("aws.xray.metadata.shop", '{"basket": {"items": 3}}')

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(f"listening {server.server_port}", flush=True)
server.serve_forever()
