"""A Flask app that knows nothing of tracing. It asks the address in `to`, if there is one, before it answers."""

import requests
from flask import Flask, request
from werkzeug.serving import make_server

app = Flask(__name__)


@app.route("/<path:rest>")
def relay(rest):
    to = request.args.get("to")
    if to is not None:
        requests.get(to, timeout=10)
    return "done\n"


server = make_server("127.0.0.1", 0, app, threaded=True)
print(f"listening {server.server_port}", flush=True)
server.serve_forever()
