// Package shop answers requests that the X-Ray SDK for Go traces.
package shop

import (
	"context"
	"fmt"
	"net/http"

	"github.com/aws/aws-xray-sdk-go/xray"
)

// Handler is the shop, with a segment for each request.
func Handler() http.Handler {
	return xray.Handler(xray.NewFixedSegmentNamer("shop"), http.HandlerFunc(basket))
}

func basket(w http.ResponseWriter, r *http.Request) {
	_ = xray.Capture(r.Context(), "read basket", func(context.Context) error {
		_, err := fmt.Fprintln(w, "3 items")
		return err
	})
}
