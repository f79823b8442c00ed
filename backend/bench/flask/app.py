"""The Flask backend wired as aws-xray-sdk's README says, on the query of the home feed.

Environment: DATABASE_URL, HOME_SQL (placeholder %s: the limit), AWS_XRAY_DAEMON_ADDRESS, AWS_XRAY_URL. Prints its port.
"""

import logging
import os
import resource
import socket

from aws_xray_sdk.core import xray_recorder
from aws_xray_sdk.ext.flask.middleware import XRayMiddleware
from flask import Flask, jsonify
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool
from werkzeug.serving import WSGIRequestHandler, make_server

pool = ConnectionPool(os.environ["DATABASE_URL"], max_size=10, open=True)
app = Flask(__name__)
xray_recorder.configure(service="backend-flask", sampling=True, dynamic_naming=os.getenv("AWS_XRAY_URL"))
XRayMiddleware(app, xray_recorder)


@app.get("/api/activities/home")
def home():
    with pool.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
        return jsonify(cursor.execute(os.environ["HOME_SQL"], (20,), prepare=True).fetchall())


@app.get("/empty")
def empty():
    return ""


def usage(_environ, start_response):
    used = resource.getrusage(resource.RUSAGE_SELF)
    with open("/proc/self/statm", encoding="ascii") as statm:
        resident = int(statm.read().split()[1]) * resource.getpagesize()
    start_response("200 OK", [("Content-Type", "application/json")])
    return [f'{{"cpuMs":{(used.ru_utime + used.ru_stime) * 1000},"residentBytes":{resident}}}'.encode()]


def serve(environ, start_response):
    """/usage past Flask, so that asking for it is not traced."""
    if environ["PATH_INFO"] == "/usage":
        return usage(environ, start_response)
    return app(environ, start_response)


class KeepAlive(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server("127.0.0.1", 0, serve, threaded=True, request_handler=KeepAlive)
print(f"port {server.server_port}", flush=True)
server.serve_forever()
