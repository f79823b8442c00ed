"""A function with Powertools' Tracer, invoked as AWS Lambda does: a trace header and an event for each invocation.

Reads lines of JSON from standard input, `{"id", "header", "event"}`, and prints `done ID` or `failed ID` for each.
"""

import json
import os
import sys

from aws_lambda_powertools import Tracer

# Reads POWERTOOLS_SERVICE_NAME.
tracer = Tracer()


@tracer.capture_method
def work():
    tracer.put_annotation("customer", "c-1")
    tracer.put_metadata("basket", {"items": 3}, "shop")


@tracer.capture_lambda_handler
def handler(event, _context):
    if event["path"].startswith("/fault/"):
        raise RuntimeError("the till is on fire")
    work()
    return {"statusCode": 200}


for line in sys.stdin:
    invocation = json.loads(line)
    os.environ["_X_AMZN_TRACE_ID"] = invocation["header"]
    try:
        handler(invocation["event"], None)
        print("done", invocation["id"], flush=True)
    except RuntimeError:
        print("failed", invocation["id"], flush=True)
