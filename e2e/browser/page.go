package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Page is a window, or the part of it that In names. Its methods fail the test
// when the window does not give what is asked for in time.
type Page struct {
	t      testing.TB
	tab    *tab
	within string
}

// In is the part of the window that a CSS selector names. What stands there may
// change; it is looked for anew each time.
func (p *Page) In(selector string) *Page {
	return &Page{t: p.t, tab: p.tab, within: selector}
}

// For is the same window in a subtest, which fails for what it does not give.
func (p *Page) For(t testing.TB) *Page {
	return &Page{t: t, tab: p.tab, within: p.within}
}

// Screen is what the window was opened on.
func (p *Page) Screen() Screen { return p.tab.screen }

// Visit opens an address and waits until its page has come to rest.
func (p *Page) Visit(address string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.tab.ctx, p.tab.patience)
	defer cancel()
	// The answer comes when the new page has taken the place of the old one.
	answer, err := chromedp.Call(ctx, page.Navigate, page.NavigateParams{URL: address})
	if err == nil && answer.ErrorText != "" && answer.ErrorText != "net::ERR_HTTP_RESPONSE_CODE_FAILURE" {
		err = errors.New(answer.ErrorText)
	}
	if err != nil {
		p.t.Fatalf("open %s: %v", address, err)
	}
	p.settle()
}

// Back goes one page back in the window's history.
func (p *Page) Back() {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.tab.ctx, p.tab.patience)
	defer cancel()
	history, err := chromedp.Run(ctx, chromedp.NavigationEntries())
	if err != nil {
		p.t.Fatalf("go back: %v", err)
	}
	if history.CurrentIndex == 0 {
		p.t.Fatalf("go back: there is nothing before %s", p.Place())
	}
	p.do("go back", call(page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{
		EntryID: history.Entries[history.CurrentIndex-1].ID,
	}))
	p.until(func(ctx context.Context) string {
		now, err := chromedp.Run(ctx, chromedp.NavigationEntries())
		if err != nil || now.CurrentIndex == history.CurrentIndex {
			return fmt.Sprintf("go back: the window stays where it is (%v)", err)
		}
		return ""
	})
	p.settle()
}

// Reload loads the page anew, and sends again what it is the answer to.
func (p *Page) Reload() {
	p.t.Helper()
	before := p.tab.loads()
	p.do("load anew", call(page.Reload, page.ReloadParams{}))
	p.until(func(context.Context) string {
		if p.tab.loads() == before {
			return "load anew: nothing comes"
		}
		return ""
	})
	p.settle()
}

// spot is where a thing to press is.
type spot struct {
	Found    []string
	Choices  []string
	X, Y     float64
	Covered  string
	Disabled bool
}

// Press presses the link, button or choice that people know by the name: with a
// finger on a touch screen, else with the mouse. The one that is named exactly
// so wins over those that begin so, and they over those that hold it; there
// must be one.
func (p *Page) Press(name string) {
	p.t.Helper()
	p.press(name, 1)
}

// PressTwice presses as somebody does who is in a hurry: again before anything
// has happened.
func (p *Page) PressTwice(name string) {
	p.t.Helper()
	p.press(name, 2)
}

func (p *Page) press(name string, times int) {
	p.t.Helper()
	var at spot
	p.until(func(ctx context.Context) string {
		var err error
		at, err = ask[spot](ctx, "press", p.argument("name", name))
		switch {
		case err != nil:
			return fmt.Sprintf("press %q: %v", name, err)
		case len(at.Found) == 0:
			return fmt.Sprintf("press %q: there is no such thing, but %s", name, quoted(at.Choices))
		case len(at.Found) > 1:
			return fmt.Sprintf("press %q: it could be any of %s", name, strings.Join(at.Found, " · "))
		case at.Disabled:
			return fmt.Sprintf("press %q: it is switched off", name)
		case at.Covered != "":
			return fmt.Sprintf("press %q: it is under %s", name, at.Covered)
		}
		return ""
	})
	touch := chromedp.MouseClickXY(at.X, at.Y)
	if p.tab.screen.Touch {
		touch = chromedp.TapXY(at.X, at.Y)
	}
	for range times {
		p.do("press "+name, touch)
	}
	p.tab.mu.Lock()
	p.tab.presses += times
	p.tab.mu.Unlock()
	p.settle()
}

// Presses counts what was pressed since the window opened.
func (p *Page) Presses() int {
	p.tab.mu.Lock()
	defer p.tab.mu.Unlock()
	return p.tab.presses
}

// Received counts the bytes that came over the wire, heads and all, since the
// window was opened or last asked.
func (p *Page) Received() int64 {
	p.t.Helper()
	p.settle()
	p.tab.mu.Lock()
	defer p.tab.mu.Unlock()
	received := p.tab.received
	p.tab.received = 0
	return received
}

// field is a control that a label names.
type field struct {
	Found   []string
	Choices []string
	Problem string
	Done    bool // the value is set; else the control waits for typing
}

// Fill types a value into the field with the label, over what stands there. A
// choice is made by its text, a day is given as YYYY-MM-DD.
func (p *Page) Fill(label, value string) {
	p.t.Helper()
	var at field
	p.until(func(ctx context.Context) string {
		var err error
		at, err = ask[field](ctx, "field", p.argument("name", label, "value", value))
		switch {
		case err != nil:
			return fmt.Sprintf("fill %q: %v", label, err)
		case len(at.Found) == 0:
			return fmt.Sprintf("fill %q: there is no such field, but %s", label, quoted(at.Choices))
		case len(at.Found) > 1:
			return fmt.Sprintf("fill %q: it could be any of %s", label, strings.Join(at.Found, " · "))
		case at.Problem != "":
			return fmt.Sprintf("fill %q: %s %s", label, at.Found[0], at.Problem)
		}
		return ""
	})
	switch {
	case at.Done:
	case value == "":
		p.do("empty "+label, chromedp.KeyEvent(kb.Delete))
	default:
		p.Type(value)
	}
	p.settle()
}

// Type types at the focus.
func (p *Page) Type(text string) {
	p.t.Helper()
	for _, r := range text {
		step := chromedp.KeyEvent(string(r))
		if r > 0x7e { // no key of its own on the protocol's keyboard
			step = call(input.InsertText, input.InsertTextParams{Text: string(r)})
		}
		p.do("type", step)
	}
}

// Key presses a key, one of package kb, at the focus.
func (p *Page) Key(key string) {
	p.t.Helper()
	p.do("press a key", chromedp.KeyEvent(key))
	p.settle()
}

// Focus is where the keyboard is.
type Focus struct {
	Is, Name string
	Ringed   bool   // it can be seen that it has the focus
	Covered  string // what lies over it; else empty
}

// Focused tells where the keyboard is; the zero Focus stands for nowhere.
func (p *Page) Focused() Focus {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.tab.ctx, p.tab.patience)
	defer cancel()
	at, err := ask[*Focus](ctx, "focused", p.argument())
	if err != nil {
		p.t.Fatalf("look for the focus: %v", err)
	}
	if at == nil {
		return Focus{}
	}
	return *at
}

// TabTo presses Tab until the keyboard is at the control whose name begins so.
// On the way every stop must be seen to have the focus and lie under nothing.
func (p *Page) TabTo(name string) {
	p.t.Helper()
	var stops []string
	for range 300 {
		p.do("press Tab", chromedp.KeyEvent(kb.Tab))
		at := p.Focused()
		if at.Is != "" && (!at.Ringed || at.Covered != "") {
			p.t.Errorf("the focus on %s cannot be seen (ring: %t, under %q)", at.Is, at.Ringed, at.Covered)
		}
		if at.Is != "" && strings.HasPrefix(at.Name, name) {
			return
		}
		stops = append(stops, at.Name)
	}
	p.t.Fatalf("Tab never comes to %q: %s", name, quoted(slices.Compact(stops)))
}

// See waits until each text is on the screen.
func (p *Page) See(texts ...string) {
	p.t.Helper()
	for _, want := range texts {
		p.until(func(ctx context.Context) string {
			got, err := p.text(ctx)
			switch {
			case err != nil:
				return fmt.Sprintf("see %q: %v", want, err)
			case !strings.Contains(got, want):
				return fmt.Sprintf("%q is not on the screen, but:\n%s", want, got)
			}
			return ""
		})
	}
}

// NotSee makes sure that none of the texts is on the screen once the page has
// come to rest.
func (p *Page) NotSee(texts ...string) {
	p.t.Helper()
	p.settle()
	got := p.Text()
	for _, text := range texts {
		if strings.Contains(got, text) {
			p.t.Errorf("%q is on the screen", text)
		}
	}
}

// Text is the text on the screen.
func (p *Page) Text() string {
	p.t.Helper()
	var got string
	p.until(func(ctx context.Context) string {
		var err error
		if got, err = p.text(ctx); err != nil {
			return fmt.Sprintf("read the screen: %v", err)
		}
		return ""
	})
	return got
}

func (p *Page) text(ctx context.Context) (string, error) {
	return ask[string](ctx, "text", p.argument())
}

// Texts are the texts of the visible elements that a CSS selector names.
func (p *Page) Texts(selector string) []string {
	p.t.Helper()
	return look[[]string](p, "texts", p.argument("name", selector))
}

// Value is what stands in the field with the label.
func (p *Page) Value(label string) string {
	p.t.Helper()
	value := look[*string](p, "value", p.argument("name", label))
	if value == nil {
		p.t.Fatalf("there is not one field %q", label)
	}
	return *value
}

// Links are the addresses that the page links to.
func (p *Page) Links() []string {
	p.t.Helper()
	return look[[]string](p, "links", p.argument())
}

// Title is the window's title.
func (p *Page) Title() string {
	p.t.Helper()
	return look[string](p, "title", p.argument())
}

// Lang is the language that the page says it is in.
func (p *Page) Lang() string {
	p.t.Helper()
	return look[string](p, "lang", p.argument())
}

// Unfold opens everything on the page that is folded.
func (p *Page) Unfold() {
	p.t.Helper()
	look[bool](p, "unfold", p.argument())
	p.settle()
}

// Place is the path and query of the page's address.
func (p *Page) Place() string {
	p.t.Helper()
	return look[string](p, "place", p.argument())
}

// Picture writes the whole page, not only the screen, as a PNG file.
func (p *Page) Picture(file string) {
	p.t.Helper()
	p.settle()
	if err := p.picture(file); err != nil {
		p.t.Errorf("picture %s: %v", file, err)
	}
}

func (p *Page) picture(file string) error {
	ctx, cancel := context.WithTimeout(p.tab.ctx, p.tab.patience)
	defer cancel()
	size, err := chromedp.Call(ctx, page.GetLayoutMetrics, struct{}{})
	if err != nil {
		return err
	}
	// The window is made as high as the page, so that bars that stick to its
	// edges are pictured once.
	tall := p.tab.screen
	tall.Height = max(tall.Height, int64(size.CSSContentSize.Height))
	if err := chromedp.Do(ctx, tall.emulate()...); err != nil {
		return err
	}
	picture, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatPng})
	if err != nil {
		return err
	}
	if err := chromedp.Do(ctx, p.tab.screen.emulate()...); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, picture.Data, 0o644)
}

// Pass lets time go by for the page: its clock is put on, and it is told that
// the window is looked at again, as after a screen that was dark.
func (p *Page) Pass(time time.Duration) {
	p.t.Helper()
	look[bool](p, "pass", p.argument("by", time.Milliseconds()))
	p.settle()
}

// LookOn takes the page to another screen, as it stands.
func (p *Page) LookOn(screen Screen) {
	p.t.Helper()
	p.tab.screen = screen
	p.do("look on "+screen.Name+" px", screen.emulate()...)
	p.settle()
}

// Resize changes the width of the window, as a person who turns the phone or
// zooms in does.
func (p *Page) Resize(width, height int64) {
	p.t.Helper()
	p.tab.screen.Width, p.tab.screen.Height = width, height
	p.do("resize", p.tab.screen.emulate()...)
	p.settle()
}

// settle waits until the page has come to rest: loaded, no request under way,
// nothing being swapped.
func (p *Page) settle() {
	p.t.Helper()
	p.until(func(ctx context.Context) string {
		// The browser's answer to a press can come before the renderer has asked
		// for the next page; two frames later it has.
		if !p.tab.screen.NoScript {
			frames := `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`
			if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](frames, chromedp.EvalAwaitPromise)); err != nil {
				return fmt.Sprintf("the page does not come to rest: %v", err)
			}
		}
		rest, err := ask[bool](ctx, "settled", p.argument())
		switch {
		case err != nil:
			return fmt.Sprintf("the page does not come to rest: %v", err)
		case !rest:
			return "the page does not come to rest: it is still loading or swapping"
		}
		if busy := p.tab.busy(); len(busy) > 0 {
			return fmt.Sprintf("the page does not come to rest: it waits for %s", strings.Join(busy, ", "))
		}
		return ""
	})
}

// until tries again until step tells no problem, and fails the test with the
// last one when patience ends.
func (p *Page) until(step func(ctx context.Context) string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.tab.ctx, p.tab.patience)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	last := "it took too long"
	for {
		problem := step(ctx)
		if problem == "" {
			return
		}
		if ctx.Err() == nil {
			last = problem
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			p.t.Fatalf("%s", last)
		}
	}
}

// look asks once the page is at rest.
func look[T any](p *Page, question string, argument map[string]any) T {
	p.t.Helper()
	p.settle()
	ctx, cancel := context.WithTimeout(p.tab.ctx, p.tab.patience)
	defer cancel()
	got, err := ask[T](ctx, question, argument)
	if err != nil {
		p.t.Fatalf("look at the page: %v", err)
	}
	return got
}

func (p *Page) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.tab.ctx, p.tab.patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
}

// argument makes a question's argument of names and values.
func (p *Page) argument(pairs ...any) map[string]any {
	a := map[string]any{"within": p.within}
	for i := 0; i+1 < len(pairs); i += 2 {
		a[pairs[i].(string)] = pairs[i+1]
	}
	return a
}

func quoted(names []string) string {
	if len(names) == 0 {
		return "nothing at all"
	}
	return "“" + strings.Join(names, "” · “") + "”"
}
