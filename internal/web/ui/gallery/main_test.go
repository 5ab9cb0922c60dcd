package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Every page of the gallery is read as a browser would read it, and what a
// machine can tell of its accessibility and of the content security policy is
// told here, without a browser.
func TestPagesKeepTheRules(t *testing.T) {
	for path := range pages() {
		t.Run(path, func(t *testing.T) {
			p := fetch(t, path)
			p.oneHeading(t)
			p.idsAreUnique(t)
			p.referencesLead(t)
			p.controlsAreNamed(t)
			p.drawingsAreNamedOrHidden(t)
			p.nothingInline(t)
			p.landmarksDiffer(t)
		})
	}
}

type pageTree struct {
	root *html.Node
	ids  map[string]int
}

func fetch(t *testing.T, path string) pageTree {
	t.Helper()
	w := httptest.NewRecorder()
	handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("status %d", w.Code)
	}
	root, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	p := pageTree{root: root, ids: map[string]int{}}
	for n := range p.elements() {
		if id := attr(n, "id"); id != "" {
			p.ids[id]++
		}
	}
	return p
}

func (p pageTree) elements() func(func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for n := range p.root.Descendants() {
			if n.Type == html.ElementNode && !yield(n) {
				return
			}
		}
	}
}

func (p pageTree) oneHeading(t *testing.T) {
	count := 0
	for n := range p.elements() {
		if n.Data == "h1" {
			count++
		}
		if n.Data == "html" && attr(n, "lang") == "" {
			t.Error("the page has no language")
		}
	}
	if count != 1 {
		t.Errorf("%d first headings", count)
	}
}

func (p pageTree) idsAreUnique(t *testing.T) {
	for id, n := range p.ids {
		if n > 1 {
			t.Errorf("id %q stands %d times", id, n)
		}
	}
}

func (p pageTree) referencesLead(t *testing.T) {
	for n := range p.elements() {
		for _, name := range []string{"for", "aria-labelledby", "aria-describedby", "popovertarget", "list"} {
			for _, id := range strings.Fields(attr(n, name)) {
				if p.ids[id] == 0 {
					t.Errorf("<%s %s=%q> leads nowhere", n.Data, name, id)
				}
			}
		}
		if id, ok := strings.CutPrefix(attr(n, "href"), "#"); ok && id != "" && p.ids[id] == 0 {
			t.Errorf("link to #%s leads nowhere", id)
		}
	}
}

func (p pageTree) controlsAreNamed(t *testing.T) {
	labelled := map[string]bool{}
	for n := range p.elements() {
		if n.Data == "label" {
			labelled[attr(n, "for")] = true
		}
	}
	for n := range p.elements() {
		switch n.Data {
		case "input", "select", "textarea":
			if attr(n, "type") == "hidden" || attr(n, "aria-hidden") == "true" {
				continue
			}
			if !labelled[attr(n, "id")] && !within(n, "label") {
				t.Errorf("<%s name=%q> has no label", n.Data, attr(n, "name"))
			}
		case "a", "button", "summary", "legend", "th", "h1", "h2", "h3":
			if words(n) == "" {
				t.Errorf("<%s class=%q> has no text", n.Data, attr(n, "class"))
			}
		}
	}
}

func (p pageTree) drawingsAreNamedOrHidden(t *testing.T) {
	for n := range p.elements() {
		if n.Data == "svg" && attr(n, "aria-hidden") != "true" && attr(n, "aria-label") == "" {
			t.Error("a drawing is neither named nor hidden")
		}
	}
}

func (p pageTree) nothingInline(t *testing.T) {
	for n := range p.elements() {
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s %s> stands against the content security policy", n.Data, a.Key)
			}
		}
		if n.Data == "style" || n.Data == "script" && attr(n, "src") == "" {
			t.Errorf("an inline <%s>", n.Data)
		}
	}
}

func (p pageTree) landmarksDiffer(t *testing.T) {
	names := map[string]bool{}
	mains := 0
	for n := range p.elements() {
		switch n.Data {
		case "main":
			mains++
		case "nav":
			name := attr(n, "aria-label")
			if name == "" || names[name] {
				t.Errorf("a <nav> is named %q as another is, or not at all", name)
			}
			names[name] = true
		}
	}
	if mains != 1 {
		t.Errorf("%d <main>", mains)
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func within(n *html.Node, tag string) bool {
	for a := range n.Ancestors() {
		if a.Data == tag {
			return true
		}
	}
	return false
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

func TestLockOpensWithThePassword(t *testing.T) {
	for given, want := range map[string]int{password: http.StatusNoContent, "other": http.StatusUnprocessableEntity} {
		r := httptest.NewRequest(http.MethodPost, "/unlock", strings.NewReader("password="+given))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		handler().ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("password %q: status %d, want %d", given, w.Code, want)
		}
	}
}
