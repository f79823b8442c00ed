package shop

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
	"time"
)

func TestTheBasketIsReadOnce(t *testing.T) {
	server := httptest.NewServer(Handler())
	defer server.Close()
	answer, err := http.Get(server.URL + "/basket")
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(answer, err)
	}
	answer.Body.Close()

	segment := waitForSegment(t, `service("shop") AND http.url ENDSWITH "/basket"`)
	if len(segment.Subsegments) != 1 || segment.Subsegments[0].Name != "read basket" {
		t.Errorf("the steps are %v", segment.Subsegments)
	}
}

type segment struct {
	Name        string
	Subsegments []segment
}

// waitForSegment waits for a trace that matches a filter expression, and answers its first segment. Where the X-Ray is,
// `xray-local run` puts into XRAY_LOCAL_URL; an AWS SDK finds it by AWS_ENDPOINT_URL_XRAY.
func waitForSegment(t *testing.T, filter string) segment {
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		var found struct{ TraceSummaries []struct{ Id string } }
		now := time.Now().Unix()
		ask(t, "/TraceSummaries", map[string]any{"StartTime": now - 3600, "EndTime": now + 60, "FilterExpression": filter}, &found)
		if len(found.TraceSummaries) == 0 {
			continue
		}
		var traces struct {
			Traces []struct{ Segments []struct{ Document string } }
		}
		ask(t, "/Traces", map[string]any{"TraceIds": []string{found.TraceSummaries[0].Id}}, &traces)
		var first segment
		if err := json.Unmarshal([]byte(traces.Traces[0].Segments[0].Document), &first); err != nil {
			t.Fatal(err)
		}
		return first
	}
	t.Fatalf("no trace matches %s", filter)
	return segment{}
}

func ask(t *testing.T, path string, question, answer any) {
	body, err := json.Marshal(question)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(os.Getenv("XRAY_LOCAL_URL")+path, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(answer); err != nil || response.StatusCode != http.StatusOK {
		t.Fatal(path, response.Status, err)
	}
}
