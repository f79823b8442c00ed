"""Asks the local X-Ray, whose addresses `xray-local run` puts into the environment, with AWS's own SDK."""

import time

import boto3
import pytest


@pytest.fixture
def wait_for_traces():
    """Waits for traces that match a filter expression, and answers them with their segment documents."""
    xray = boto3.client("xray")

    def wait(filter_expression, seconds=5):
        end = time.time() + seconds
        while time.time() < end:
            found = xray.get_trace_summaries(
                StartTime=time.time() - 3600, EndTime=time.time() + 60, FilterExpression=filter_expression
            )["TraceSummaries"]
            if found:
                return xray.batch_get_traces(TraceIds=[each["Id"] for each in found[:5]])["Traces"]
            time.sleep(0.05)
        pytest.fail(f"No trace matches {filter_expression}")

    return wait
