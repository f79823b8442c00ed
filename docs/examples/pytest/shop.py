"""A shop whose requests are traced, as the X-Ray SDK for Python has it."""

from aws_xray_sdk.core import xray_recorder
from aws_xray_sdk.ext.flask.middleware import XRayMiddleware
from flask import Flask

app = Flask(__name__)
xray_recorder.configure(service="shop", sampling=False)
XRayMiddleware(app, xray_recorder)


@app.get("/basket")
def basket():
    with xray_recorder.in_subsegment("read basket"):
        return {"items": 3}
