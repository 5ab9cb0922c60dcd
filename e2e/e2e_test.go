// Package e2e is Sijoita as its people meet it: the built program, a browser,
// and one person after another doing the day's work. Each journey has a demo
// of its own, so that they can run at the same time and change what they like.
package e2e

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"sijoita/e2e/browser"
	"sijoita/e2e/program"
)

// The people of the demo.
const (
	coach         = "Riikka Tolonen"
	colleague     = "Sami Karjalainen"
	leader        = "Sanna Kemppainen" // she coaches half her time
	careWorker    = "Minna Piirainen"  // of Hoitotiimi 2
	manager       = "Leena Salonen"
	reviewer      = "Ritva Anttila"
	administrator = "Timo Manninen"
	dpo           = "Elina Hirvonen"
)

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "sijoita-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	workshop = dir
	code := browser.Main(m)
	if err := os.RemoveAll(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// workshop is the directory of the built program and its databases.
var workshop string

var built = sync.OnceValues(func() (string, error) { return program.Build(workshop) })

// start runs the program with a command that serves, until the test ends.
func start(t testing.TB, args ...string) *program.Server {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	server, err := program.Start(path, args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Errorf("stop the server: %v\n%s", err, server.Log())
		}
		if strings.Contains(server.Log(), `"panic"`) || strings.Contains(server.Log(), "msg=panic") {
			t.Errorf("the server panicked:\n%s", server.Log())
		}
	})
	return server
}

func skipWithoutBrowser(t testing.TB) {
	t.Helper()
	if os.Getenv(browser.SkipBrowser) == "1" {
		t.Skipf("%s=1 leaves out the tests in a browser", browser.SkipBrowser)
	}
}

// demo serves an invented county of the test's own and gives its address.
func demo(t testing.TB) string {
	t.Helper()
	skipWithoutBrowser(t)
	return start(t, "demo", "--addr", "127.0.0.1:0").URL
}

// demoOn serves one that begins on a day, so that it goes on by the clock.
func demoOn(t testing.TB, day string) string {
	t.Helper()
	skipWithoutBrowser(t)
	return start(t, "demo", "--addr", "127.0.0.1:0", "--on", day).URL
}

// moveTo moves the demo to a day ahead and leaves the person at Today; field
// and button are the words of their language.
func moveTo(p *browser.Page, address, day, field, button string) {
	p.Visit(address + "/demo?back=/today")
	p.Fill(field, day)
	p.Press(button)
}

// languages are the names by which the language switch offers them.
var languages = map[string]string{"fi": "Suomi", "sv": "Svenska", "en": "English"}

// signIn opens a window in which the person is signed in and looks at their
// first page.
func signIn(t testing.TB, address, person, lang string, screen browser.Screen) *browser.Page {
	t.Helper()
	p := browser.Open(t, screen)
	enter(p, address, person, lang)
	return p
}

// enter picks a person to be on the demo's sign-in page.
func enter(p *browser.Page, address, person, lang string) {
	p.Visit(address + "/")
	if lang != "fi" { // which the browser asks for
		p.Press(languages[lang])
	}
	p.Press(person)
	// Without scripts nothing else tells that the next page has come.
	if p.Screen().Width < 821 {
		p.See(menu[lang])
	} else {
		p.See(wayOut[lang])
	}
}

// What stands on every page inside: the menu's button on a phone, the way out
// on a desk.
var (
	menu   = map[string]string{"fi": "Valikko", "sv": "Meny", "en": "Menu"}
	wayOut = map[string]string{"fi": "Kirjaudu ulos", "sv": "Logga ut", "en": "Sign out"}
)

// met reads the weekly six on Today: the employers met face to face this week.
func met(t testing.TB, p *browser.Page) int {
	t.Helper()
	for _, value := range p.Texts(".figure-value") {
		if n, of, found := strings.Cut(value, " / "); found && of == "6" {
			return number(t, n)
		}
	}
	t.Fatalf("there is no weekly six on the page:\n%s", p.Text())
	return 0
}

// figure reads a large number by the word beneath it.
func figure(t testing.TB, p *browser.Page, word string) int {
	t.Helper()
	for _, text := range p.Texts(".figure") {
		if value, found := strings.CutSuffix(strings.SplitN(text, ":", 2)[0]+" ", " "+word+" "); found {
			return number(t, value)
		}
		if fields := strings.Fields(text); strings.Contains(text, word) {
			return number(t, fields[0])
		}
	}
	t.Fatalf("there is no figure %q on the page:\n%s", word, p.Text())
	return 0
}

func number(t testing.TB, text string) int {
	t.Helper()
	n, err := strconv.Atoi(strings.Join(strings.Fields(text), ""))
	if err != nil {
		t.Fatalf("%q is no number", text)
	}
	return n
}

var uidInPath = regexp.MustCompile(`[a-z2-7]{26}`)
