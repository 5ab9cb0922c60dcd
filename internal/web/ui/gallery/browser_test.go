package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os/exec"
	"sort"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browser opens the gallery in a browser, or skips the test where there is none.
func browser(t *testing.T) (ctx context.Context, base string) {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here")
	}
	server := httptest.NewServer(handler())
	t.Cleanup(server.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(closeTab)
	do(t, ctx)
	return ctx, server.URL
}

type step = chromedp.Action[chromedp.Void]

func do(t *testing.T, ctx context.Context, steps ...step) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// until waits for a condition in the page.
func until(condition string) step {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Poll[bool](condition, chromedp.WithPollingTimeout(15*time.Second))(ctx, target)
		if err != nil {
			err = fmt.Errorf("waiting for %s: %w", condition, err)
		}
		return chromedp.Void{}, err
	}
}

func value[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

func TestNoPageScrollsSideways(t *testing.T) {
	ctx, base := browser(t)
	var paths []string
	for path := range pages() {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	for _, path := range paths {
		for _, width := range []int64{320, 390, 821, 1280} {
			do(t, ctx, chromedp.EmulateViewport(width, 800), chromedp.Navigate(base+path))
			if got := value[int64](t, ctx, "document.documentElement.scrollWidth"); got > width {
				t.Errorf("%s is %d px wide in a window of %d", path, got, width)
			}
		}
	}
}

func TestIdleLockKeepsWhatWasTyped(t *testing.T) {
	was := idleSeconds
	idleSeconds = 2
	t.Cleanup(func() { idleSeconds = was })
	ctx, base := browser(t)

	do(t, ctx, chromedp.Navigate(base+"/refused.html"), chromedp.SendKeys("#story", "Haluan ulos töihin"))
	do(t, ctx, until(`document.querySelector("#idle-warning").open`))

	// Enter would submit the form under the warning if it got through.
	do(t, ctx, chromedp.KeyEvent(kb.Enter), until(`!document.querySelector("#idle-warning").open`))
	if got := value[string](t, ctx, "document.activeElement.id"); got != "story" {
		t.Errorf("after the warning the focus is on %q", got)
	}

	do(t, ctx, until(`document.querySelector("#idle-lock").open`))
	if got := value[string](t, ctx, `getComputedStyle(document.querySelector("main")).visibility`); got != "hidden" {
		t.Errorf("behind the lock the page is %s", got)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent(kb.Escape), until(`document.querySelector("#idle-lock").open`))

	do(t, ctx, chromedp.SendKeys("#idle-password", "väärä"), chromedp.KeyEvent(kb.Enter), until(`!document.querySelector("#idle-error").hidden`))
	if !value[bool](t, ctx, `document.querySelector("#idle-lock").open`) {
		t.Error("a wrong password opened the lock")
	}
	do(t, ctx, chromedp.SendKeys("#idle-password", password), chromedp.KeyEvent(kb.Enter), until(`!document.querySelector("#idle-lock").open`))
	if got := value[string](t, ctx, `document.querySelector("#story").value`); got != "Haluan ulos töihin" {
		t.Errorf("after the lock the field holds %q", got)
	}
	if got := value[string](t, ctx, "document.activeElement.id"); got != "story" {
		t.Errorf("after the lock the focus is on %q", got)
	}
}

func TestFormIsSentOnce(t *testing.T) {
	ctx, base := browser(t)
	do(t, ctx, chromedp.Navigate(base+"/confirm.html"))
	// The listener on the window comes after the page's own, and keeps the form from leaving.
	sent := value[int](t, ctx, `(() => {
		let sent = 0;
		addEventListener("submit", e => { if (!e.defaultPrevented) sent++; e.preventDefault(); });
		const form = document.querySelector(".confirm form");
		form.requestSubmit();
		form.requestSubmit();
		dispatchEvent(new PageTransitionEvent("pageshow"));
		form.requestSubmit();
		return sent;
	})()`)
	if sent != 2 {
		t.Errorf("sent %d times, want once before and once after coming back", sent)
	}
}
