package e2e

import (
	"testing"

	"sijoita/e2e/browser"
)

// What may come over the wire, in bytes: everything that the first page of a
// day brings, and each page after it.
const (
	heaviestFirst = 150_000
	heaviestLater = 30_000
)

func TestPagesAreLight(t *testing.T) {
	t.Parallel()
	address := demo(t)
	p := browser.Open(t, browser.Phone)
	p.Visit(address + "/")
	first := p.Received()
	t.Logf("%7d bytes: the first page, with style, script and letters", first)
	if first > heaviestFirst {
		t.Errorf("the first page brings %d bytes, more than %d", first, heaviestFirst)
	}
	p.Press(coach)
	p.Received()
	for _, path := range []string{"/today", "/clients", "/clients?view=team", "/log", "/team", "/figures", "/figures/rows/employer_contacts.total", "/account"} {
		p.Visit(address + path)
		later(t, p)
	}
	openClient(p, "Asiakkaat", "Moilanen, Joona")
	p.Received()
	p.Visit(address + p.Place())
	later(t, p)
	p.Press("Kirjaa työ tai opinnot")
	later(t, p)
}

func later(t *testing.T, p *browser.Page) {
	t.Helper()
	received := p.Received()
	t.Logf("%7d bytes: %s", received, uidInPath.ReplaceAllString(p.Place(), "…"))
	if received > heaviestLater {
		t.Errorf("%s brings %d bytes, more than %d", p.Place(), received, heaviestLater)
	}
	if received == 0 {
		t.Errorf("%s brings nothing: it was not loaded", p.Place())
	}
}
