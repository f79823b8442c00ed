"""The Flask app of many a tutorial on X-Ray: a recorder, its middleware, and a subsegment of its own."""

import logging
import os

from aws_xray_sdk.core import xray_recorder
from aws_xray_sdk.ext.flask.middleware import XRayMiddleware
from flask import Flask
from werkzeug.serving import make_server

app = Flask(__name__)

# The name of the service unless the Host header matches AWS_XRAY_URL: then that.
xray_recorder.configure(service=os.environ["SERVICE_NAME"], dynamic_naming=os.environ.get("AWS_XRAY_URL"))
XRayMiddleware(app, xray_recorder)
logging.getLogger("aws_xray_sdk").setLevel(logging.ERROR)


@app.route("/fault/<path:rest>")
def fault(rest):
    raise RuntimeError("the till is on fire")


@app.route("/<path:rest>")
def work(rest):
    with xray_recorder.in_subsegment("work") as subsegment:
        if subsegment is not None:
            subsegment.put_annotation("customer", "c-1")
            subsegment.put_metadata("basket", {"items": 3}, "shop")
    return "done\n"


server = make_server("127.0.0.1", 0, app, threaded=True)
print(f"listening {server.server_port}", flush=True)
server.serve_forever()
