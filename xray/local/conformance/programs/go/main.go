// An HTTP server with the X-Ray SDK for Go, as its documentation has it.
package main

import (
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/aws/aws-xray-sdk-go/xray"
)

func answer(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/fault/") {
		xray.AddError(r.Context(), errors.New("the till is on fire"))
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_, subsegment := xray.BeginSubsegment(r.Context(), "work")
	subsegment.AddAnnotation("customer", "c-1")
	subsegment.AddMetadataToNamespace("shop", "basket", map[string]int{"items": 3})
	subsegment.Close(nil)
	fmt.Fprintln(w, "done")
}

func segmentNamer() xray.SegmentNamer {
	name := os.Getenv("SERVICE_NAME")
	if pattern := os.Getenv("AWS_XRAY_URL"); pattern != "" {
		return xray.NewDynamicSegmentNamer(name, pattern)
	}
	return xray.NewFixedSegmentNamer(name)
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening %d\n", listener.Addr().(*net.TCPAddr).Port)
	log.Fatal(http.Serve(listener, xray.Handler(segmentNamer(), http.HandlerFunc(answer))))
}
