// Package browser drives a headless Chromium the way a person does: it presses
// what can be seen by its name, fills fields by their labels, and looks at the
// text on the screen. Every page it shows can be checked for what breaks for
// somebody: accessibility by axe-core, width, errors in the console, requests
// to strangers.
//
// Nothing here knows Sijoita; the journeys are in package e2e. A person's
// patience is built in: whatever is asked for may take a few seconds to come.
package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// SkipBrowser is the environment variable that, set to 1, leaves out the tests
// that need Chromium. Without it a missing Chromium fails them.
const SkipBrowser = "SIJOITA_SKIP_BROWSER"

// patience is how long a person waits for something to appear. A machine with
// many tests on two cores is slow at times.
const patience = 20 * time.Second

// Screen is what the page is looked at on.
type Screen struct {
	Name          string
	Width, Height int64
	Touch         bool // pressed with a finger
	NoScript      bool // JavaScript is switched off
	Dark          bool // the person prefers dark colours
}

// The screens that pages are made for. Narrow is also a desk at 400 %.
var (
	Phone  = Screen{Name: "390", Width: 390, Height: 844, Touch: true}
	Desk   = Screen{Name: "1280", Width: 1280, Height: 900}
	Narrow = Screen{Name: "320", Width: 320, Height: 640, Touch: true}
)

// WithoutScript is the same screen with JavaScript switched off.
func (s Screen) WithoutScript() Screen {
	s.NoScript = true
	return s
}

// InDark is the same screen for a person who prefers dark colours.
func (s Screen) InDark() Screen {
	s.Dark = true
	return s
}

// Main runs the tests and then ends the browser that they shared. Call it from
// TestMain.
func Main(m *testing.M) int {
	code := m.Run()
	if shared.ctx != nil {
		if err := chromedp.Cancel(shared.ctx); err != nil && !errors.Is(err, context.Canceled) {
			fmt.Fprintln(os.Stderr, "end Chromium:", err)
		}
	}
	return code
}

// shared is the one browser of the test binary. It ends with the binary: the
// pipe it listens to closes.
var shared struct {
	once sync.Once
	ctx  context.Context
	err  error
}

func start() {
	path, err := chromium()
	if err != nil {
		shared.err = err
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("lang", "fi"),
		chromedp.Flag("accept-lang", "fi"),
	)
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		shared.err = fmt.Errorf("start Chromium: %w", err)
		return
	}
	shared.ctx = ctx
}

func chromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("find Chromium: it is not installed; run `make test`, which installs it, "+
		"or leave its tests out with %s=1", SkipBrowser)
}

// Open gives a window of its own, with no cookies, for the length of the test.
// When the test fails, a picture of the window is left in build/failures.
func Open(t testing.TB, screen Screen) *Page {
	t.Helper()
	if os.Getenv(SkipBrowser) == "1" {
		t.Skipf("%s=1 leaves out the tests in a browser", SkipBrowser)
	}
	shared.once.Do(start)
	if shared.err != nil {
		t.Fatalf("%v", shared.err)
	}
	p := &Page{t: t, tab: &tab{screen: screen, patience: patience, loading: map[string]request{}}}
	ctx, cancel := chromedp.NewContext(shared.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.tab.listen))
	p.tab.ctx = ctx
	t.Cleanup(func() {
		if t.Failed() {
			p.leavePicture()
		}
		cancel()
	})
	if err := chromedp.Do(ctx, screen.emulate()...); err != nil {
		t.Fatalf("open a window of %s px: %v", screen.Name, err)
	}
	return p
}

func (s Screen) emulate() []chromedp.Action[chromedp.Void] {
	portrait := []chromedp.EmulateViewportOption{chromedp.EmulatePortrait}
	if s.Touch {
		portrait = append(portrait, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	actions := []chromedp.Action[chromedp.Void]{chromedp.EmulateViewport(s.Width, s.Height, portrait...)}
	// Animations end at once: what is looked at stands still.
	features := []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}
	if s.Dark {
		features = append(features, &emulation.MediaFeature{Name: "prefers-color-scheme", Value: "dark"})
	}
	actions = append(actions, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}))
	if s.NoScript {
		actions = append(actions, call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	}
	return actions
}

// leavePicture is for whoever reads the failure.
func (p *Page) leavePicture() {
	file := filepath.Join(root(), "build", "failures", strings.NewReplacer("/", "-", " ", "_").Replace(p.t.Name())+".png")
	if err := p.picture(file); err != nil {
		p.t.Logf("no picture of the window: %v", err)
		return
	}
	p.t.Logf("the window is pictured in %s", file)
}

// root is the directory of go.mod: tests run in the directory of their package.
func root() string {
	dir, err := os.Getwd()
	if err != nil {
		return "."
	}
	for at := dir; at != filepath.Dir(at); at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at
		}
	}
	return dir
}
