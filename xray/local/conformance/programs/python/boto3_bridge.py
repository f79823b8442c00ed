"""Calls X-Ray through boto3 for whoever writes requests to standard input, one JSON object a line.

Every answer is held against botocore's model of the service: its shapes become a JSON schema, and a validator
that knows nothing of X-Ray judges the body as it was on the wire.
"""

import json
import sys
from datetime import datetime

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from jsonschema import Draft202012Validator

SIMPLE_TYPES = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "long": {"type": "integer"},
    "float": {"type": "number"},
    "double": {"type": "number"},
    "boolean": {"type": "boolean"},
    # Epoch seconds, with a fraction or without.
    "timestamp": {"type": "number"},
}

# AWS's own answer is outside its model: the built-in rule has the priority 10000 (Developer Guide, "Configuring
# sampling, groups, and encryption settings with the X-Ray API").
BEYOND_THE_MODEL = {("Priority", 10000)}


def to_schema(shape, definitions):
    """Schema of a shape; structures go into `definitions` by name, since some hold themselves."""
    metadata = shape.metadata
    if shape.type_name == "structure":
        if shape.name not in definitions:
            definitions[shape.name] = {}
            definitions[shape.name] = {
                "type": "object",
                "properties": {
                    member.serialization.get("name", name): to_schema(member, definitions)
                    for name, member in shape.members.items()
                },
                "required": list(shape.required_members),
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{shape.name}"}
    if shape.type_name == "list":
        schema = {"type": "array", "items": to_schema(shape.member, definitions)}
        return schema | renamed(metadata, min="minItems", max="maxItems")
    if shape.type_name == "map":
        return {"type": "object", "additionalProperties": to_schema(shape.value, definitions)}
    schema = dict(SIMPLE_TYPES[shape.type_name])
    if shape.type_name == "string":
        schema |= renamed(metadata, min="minLength", max="maxLength", enum="enum")
        if "pattern" in metadata:
            schema["pattern"] = f"^(?:{metadata['pattern']})$"
        return schema
    return schema | renamed(metadata, min="minimum", max="maximum")


def renamed(metadata, **names):
    return {new: metadata[old] for old, new in names.items() if metadata.get(old)}


class Judge:
    """Collects how answers differ from the model."""

    def __init__(self):
        self.differences = []

    def after_call(self, http_response, parsed, model, **_):
        if http_response.status_code >= 300:
            self.judge_error(parsed["Error"]["Code"], model)
        elif model.output_shape is None:
            return
        else:
            self.judge_body(json.loads(http_response.content or b"{}"), model.output_shape)

    def judge_body(self, body, shape):
        definitions = {}
        root = to_schema(shape, definitions)
        for error in Draft202012Validator({**root, "$defs": definitions}).iter_errors(body):
            if error.validator == "maximum" and (error.absolute_path[-1], error.instance) in BEYOND_THE_MODEL:
                continue
            path = "/".join(str(part) for part in error.absolute_path)
            self.differences.append(f"{path}: {error.message[:200]}")

    def judge_error(self, code, model):
        known = [shape.name for shape in model.error_shapes]
        if code not in known:
            self.differences.append(f"error {code} is none of {model.name}: {', '.join(known)}")

    def take(self):
        differences, self.differences = self.differences, []
        return differences


def snake_case(operation, client):
    names = client.meta.method_to_api_mapping
    return next(method for method, api in names.items() if api == operation)


def call(client, request):
    method = snake_case(request["operation"], client)
    if request.get("allPages") and client.can_paginate(method):
        return client.get_paginator(method).paginate(**request["input"]).build_full_result()
    return getattr(client, method)(**request["input"])


def to_json(value):
    if isinstance(value, datetime):
        return value.timestamp()
    raise TypeError(f"{type(value)} in an answer")


def main(endpoint):
    client = boto3.client(
        "xray",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="any",
        aws_secret_access_key="any",
        config=Config(retries={"total_max_attempts": 1}),
    )
    judge = Judge()
    client.meta.events.register("after-call.xray.*", judge.after_call)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            output = call(client, request)
            output.pop("ResponseMetadata", None)
            answer = {"output": output}
        except ClientError as error:
            details = error.response["Error"]
            answer = {"error": {"code": details["Code"], "message": details["Message"]}}
        except Exception as error:
            answer = {"broken": f"{type(error).__name__}: {error}"}
        answer["differences"] = judge.take()
        print("answer", request["id"], json.dumps(answer, default=to_json), flush=True)


main(sys.argv[1])
