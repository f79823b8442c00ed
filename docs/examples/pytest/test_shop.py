import json

from shop import app


def test_the_basket_is_read_once(wait_for_traces):
    assert app.test_client().get("/basket").json == {"items": 3}
    [trace] = wait_for_traces('service("shop") AND http.url ENDSWITH "/basket"')
    segment = json.loads(trace["Segments"][0]["Document"])
    assert [step["name"] for step in segment["subsegments"]] == ["read basket"]
