"""A Flask app that knows nothing of tracing but a span of its own: `opentelemetry-instrument` does the rest.

Below `/calls/` it asks what apps ask: two services of AWS, for which STAND_IN_URL stands, an address and a database.
"""

import os
import sqlite3

import boto3
import requests
from flask import Flask
from opentelemetry import trace
from werkzeug.serving import make_server


endpoint = os.environ["STAND_IN_URL"]
app = Flask(__name__)
tracer = trace.get_tracer("conformance")
database = sqlite3.connect(":memory:", check_same_thread=False)


def aws(service):
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="any",
        aws_secret_access_key="any",
    )


@app.route("/fault/<path:rest>")
def fault(rest):
    raise RuntimeError("the till is on fire")


@app.route("/calls/<path:rest>")
def calls(rest):
    aws("dynamodb").get_item(TableName="Orders", Key={"id": {"S": "1"}})
    queue = f"{endpoint}/123456789012/jobs"
    aws("sqs").send_message(QueueUrl=queue, MessageBody="paid")
    requests.get(endpoint.replace("127.0.0.1", "localhost") + "/rates?currency=EUR", timeout=5)
    for statement in ("create table if not exists basket (item text)", "select item from basket"):
        database.cursor().execute(statement)
    return "done\n"


@app.route("/<path:rest>")
def work(rest):
    with tracer.start_as_current_span("work") as span:
        span.set_attribute("customer", "c-1")
        span.set_attribute("aws.xray.annotations", ["customer"])
        span.set_attribute("aws.xray.metadata.shop", '{"basket": {"items": 3}}')
    return "done\n"


if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    # AWS's distribution there fails each request to Flask whose caller is in another process, as it knows Flask only
    # within a handler (aws_lambda_span_processor.py): Flask's instrumentation is off, and WSGI's stands in.
    from opentelemetry.instrumentation.wsgi import OpenTelemetryMiddleware

    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.wsgi_app = OpenTelemetryMiddleware(app.wsgi_app)

server = make_server("127.0.0.1", 0, app, threaded=True)
print(f"listening {server.server_port}", flush=True)
server.serve_forever()
