package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is one window with what happened in it.
type tab struct {
	ctx      context.Context
	screen   Screen
	patience time.Duration

	mu       sync.Mutex
	loading  map[string]request // those under way, by id
	host     string             // the first host that was asked
	troubles []string
	presses  int
	pages    int   // that have come
	received int64 // bytes on the wire
}

// request is one under way, and the page that asked.
type request struct{ url, page string }

// listen notes what goes on in the window. It runs on the browser's own
// goroutine and so only notes.
func (tb *tab) listen(event any) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		switch e.Type {
		case network.ResourceTypeEventSource, network.ResourceTypeWebSocket: // they never end
		case network.ResourceTypeOther: // the window's icon, of whose end the browser does not always tell
		default:
			tb.loading[string(e.RequestID)] = request{e.Request.URL, string(e.LoaderID)}
		}
		tb.noteHost(e.Request.URL)
	case *network.EventLoadingFinished:
		delete(tb.loading, string(e.RequestID))
		tb.received += int64(e.EncodedDataLength)
	case *network.EventLoadingFailed:
		delete(tb.loading, string(e.RequestID))
	case *network.EventResponseReceived:
		if e.Type == network.ResourceTypeDocument {
			tb.pages++
			tb.forget(string(e.LoaderID))
		}
		tb.noteStatus(e)
	case *log.EventEntryAdded:
		// A refused form answers 422 and a page one may not see 403: the
		// console calls both errors. noteStatus tells which are.
		if e.Entry.Level == log.EntryLevelError && e.Entry.Source != log.EntrySourceNetwork {
			tb.note("%s: %s", e.Entry.Source, e.Entry.Text)
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			tb.note("console: %s", said(e.Args))
		}
	case *runtime.EventExceptionThrown:
		tb.note("script: %s", thrown(e.ExceptionDetails))
	}
}

// forget leaves out what an earlier page had asked for: the browser drops it
// when the next page comes, and does not always tell.
func (tb *tab) forget(present string) {
	maps.DeleteFunc(tb.loading, func(_ string, r request) bool { return r.page != present })
}

func (tb *tab) note(format string, args ...any) {
	tb.troubles = append(tb.troubles, fmt.Sprintf(format, args...))
}

// noteHost notes a request to another host than the first: nothing here may
// come from, or be told to, a stranger.
func (tb *tab) noteHost(address string) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return
	}
	if tb.host == "" {
		tb.host = u.Host
	}
	if u.Host != tb.host {
		tb.note("a request to another host: %s", address)
	}
}

func (tb *tab) noteStatus(e *network.EventResponseReceived) {
	status := e.Response.Status
	asked := e.Type == network.ResourceTypeDocument || e.Type == network.ResourceTypeXHR || e.Type == network.ResourceTypeFetch
	if status >= 500 || (status >= 400 && !asked) {
		tb.note("%s answered %d", e.Response.URL, status)
	}
}

func (tb *tab) takeTroubles() []string {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	troubles := tb.troubles
	tb.troubles = nil
	return troubles
}

// loads counts the pages that have come.
func (tb *tab) loads() int {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	return tb.pages
}

// busy are the requests under way.
func (tb *tab) busy() []string {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	var urls []string
	for _, r := range tb.loading {
		urls = append(urls, r.url)
	}
	return urls
}

func said(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		if a.Description != "" {
			words = append(words, a.Description)
			continue
		}
		words = append(words, string(a.Value))
	}
	return strings.Join(words, " ")
}

func thrown(d *runtime.ExceptionDetails) string {
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Exception.Description
	}
	return d.Text
}

//go:embed page.js
var pageScript string

// ask puts one of page.js's questions to the window.
func ask[T any](ctx context.Context, question string, argument map[string]any) (T, error) {
	var zero T
	text, err := json.Marshal(argument)
	if err != nil {
		return zero, err
	}
	expression := fmt.Sprintf("(%s)(%q, %s)", pageScript, question, text)
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression))
}

// call is a protocol command without an answer as a step.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, command, params)
		return err
	})
}
