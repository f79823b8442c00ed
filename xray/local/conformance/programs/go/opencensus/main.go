// An HTTP server with OpenCensus and AWS's exporter for it, as their documentation has it.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	opencensus "contrib.go.opencensus.io/exporter/aws"
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/credentials"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/xray"
	"go.opencensus.io/plugin/ochttp"
	"go.opencensus.io/trace"
)

func answer(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/fault/") {
		http.Error(w, "the till is on fire", http.StatusInternalServerError)
		return
	}
	_, span := trace.StartSpan(r.Context(), "work")
	span.AddAttributes(trace.StringAttribute("customer", "c-1"))
	span.End()
	fmt.Fprintln(w, "done")
}

// What the caller decided holds; whoever has no caller is recorded.
func sample(p trace.SamplingParameters) trace.SamplingDecision {
	return trace.SamplingDecision{Sample: !p.HasRemoteParent || p.ParentContext.IsSampled()}
}

func main() {
	api := xray.New(session.Must(session.NewSession(&aws.Config{
		Endpoint:    aws.String(os.Getenv("XRAY_ENDPOINT")),
		Region:      aws.String("us-east-1"),
		Credentials: credentials.NewStaticCredentials("any", "any", ""),
	})))
	exporter, err := opencensus.NewExporter(
		opencensus.WithAPI(api),
		opencensus.WithServiceName(os.Getenv("SERVICE_NAME")),
		opencensus.WithInterval(100*time.Millisecond),
	)
	if err != nil {
		log.Fatal(err)
	}
	trace.RegisterExporter(exporter)
	trace.ApplyConfig(trace.Config{DefaultSampler: sample})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening %d\n", listener.Addr().(*net.TCPAddr).Port)
	handler := &ochttp.Handler{Handler: http.HandlerFunc(answer), Propagation: &opencensus.HTTPFormat{}}
	log.Fatal(http.Serve(listener, handler))
}
