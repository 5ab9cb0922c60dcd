package htmlcheck

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Lint reads a whole page and fails the test with every fault it finds: what
// people with a screen reader need to be there, and what the content security
// policy would refuse.
func Lint(t testing.TB, page string) {
	t.Helper()
	for _, fault := range Faults(page) {
		t.Errorf("%s", fault)
	}
}

// Faults are the faults that Lint tells, in the order of the rules.
func Faults(page string) []string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return []string{"the page cannot be read: " + err.Error()}
	}
	l := &lint{root: root, ids: map[string]int{}}
	for n := range elements(root) {
		if id, ok := attr(n, "id"); ok {
			l.ids[id]++
		}
	}
	l.document()
	l.headings()
	for n := range elements(root) {
		l.identity(n)
		l.policy(n)
		l.name(n)
		l.table(n)
	}
	return l.faults
}

type lint struct {
	root   *html.Node
	ids    map[string]int
	faults []string
}

func (l *lint) fault(format string, args ...any) {
	fault := fmt.Sprintf(format, args...)
	if !slices.Contains(l.faults, fault) {
		l.faults = append(l.faults, fault)
	}
}

func (l *lint) all(names ...string) []*html.Node {
	var nodes []*html.Node
	for n := range elements(l.root) {
		if slices.Contains(names, n.Data) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// document asks for what a page has once.
func (l *lint) document() {
	root := l.all("html")[0]
	if lang, _ := attr(root, "lang"); !slices.Contains([]string{"fi", "sv", "en"}, lang) {
		l.fault("html: lang is %q, not fi, sv or en", lang)
	}
	if titles := l.all("title"); len(titles) == 0 || text(titles[0]) == "" {
		l.fault("title: missing")
	}
	if n := len(l.all("main")); n != 1 {
		l.fault("main: there are %d, not one", n)
	}
	if n := len(l.all("h1")); n != 1 {
		l.fault("h1: there are %d, not one", n)
	}
}

// headings asks that no level is left out on the way down.
func (l *lint) headings() {
	level := 0
	for _, h := range l.all("h1", "h2", "h3", "h4", "h5", "h6") {
		now := int(h.Data[1] - '0')
		if level > 0 && now > level+1 {
			l.fault("%s: comes after an h%d", describe(h), level)
		}
		if text(h) == "" {
			l.fault("%s: empty", describe(h))
		}
		level = now
	}
}

// identity asks that ids are unique and that what refers to them finds them.
func (l *lint) identity(n *html.Node) {
	if id, ok := attr(n, "id"); ok {
		if id == "" || strings.ContainsAny(id, " \t\n") {
			l.fault("%s: the id %q is not one word", describe(n), id)
		}
		if l.ids[id] > 1 {
			l.fault("id %q: %d elements have it", id, l.ids[id])
		}
	}
	for _, name := range []string{"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-errormessage", "list", "form"} {
		value, _ := attr(n, name)
		for _, id := range strings.Fields(value) {
			if l.ids[id] == 0 {
				l.fault("%s: %s names %q, which no element has", describe(n), name, id)
			}
		}
	}
}

// policy asks for nothing that the content security policy refuses.
func (l *lint) policy(n *html.Node) {
	for _, a := range n.Attr {
		switch {
		case a.Key == "style":
			l.fault("%s: inline style", describe(n))
		case strings.HasPrefix(a.Key, "on"), strings.HasPrefix(a.Key, "hx-on"):
			l.fault("%s: inline handler %s", describe(n), a.Key)
		case strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:"):
			l.fault("%s: script in %s", describe(n), a.Key)
		}
	}
	switch n.Data {
	case "style":
		l.fault("%s: inline style", describe(n))
	case "script":
		_, external := attr(n, "src")
		if kind, _ := attr(n, "type"); !external && kind != "application/json" {
			l.fault("%s: inline script", describe(n))
		}
	}
}

// name asks that what a person works with, and every picture, has a name.
func (l *lint) name(n *html.Node) {
	switch n.Data {
	case "input", "select", "textarea":
		unheard, _ := attr(n, "aria-hidden") // such as the login that a password manager looks for
		if unheard != "true" && !l.controlNamed(n) {
			l.fault("%s: no label", describe(n))
		}
	case "a", "button", "summary":
		if !l.labelled(n) && !speaks(n) {
			l.fault("%s: no name", describe(n))
		}
	case "img":
		if _, ok := attr(n, "alt"); !ok {
			l.fault("%s: no alt", describe(n))
		}
	case "svg":
		role, _ := attr(n, "role")
		if !hidden(n) && !(role == "img" && (l.labelled(n) || hasChild(n, "title"))) {
			l.fault("%s: neither role=img with a name nor aria-hidden", describe(n))
		}
	case "fieldset":
		if !l.labelled(n) && !hasChild(n, "legend") {
			l.fault("%s: no legend", describe(n))
		}
	}
}

func (l *lint) controlNamed(n *html.Node) bool {
	switch kind, _ := attr(n, "type"); kind {
	case "hidden":
		return true
	case "submit", "button", "reset":
		value, _ := attr(n, "value")
		return value != "" || l.labelled(n)
	}
	if l.labelled(n) {
		return true
	}
	id, _ := attr(n, "id")
	for _, label := range l.all("label") {
		target, ok := attr(label, "for")
		if text(label) != "" && ((ok && id != "" && target == id) || (!ok && within(n, label))) {
			return true
		}
	}
	return false
}

// labelled tells whether an element is named by aria-label or aria-labelledby.
func (l *lint) labelled(n *html.Node) bool {
	if label, _ := attr(n, "aria-label"); strings.TrimSpace(label) != "" {
		return true
	}
	by, _ := attr(n, "aria-labelledby")
	return strings.TrimSpace(by) != ""
}

// table asks that a table says what it is and what its rows and columns are.
func (l *lint) table(n *html.Node) {
	switch n.Data {
	case "table":
		if !l.labelled(n) && !hasChild(n, "caption") {
			l.fault("%s: no caption", describe(n))
		}
		headed := false
		for below := range elements(n) {
			headed = headed || below.Data == "th"
		}
		if !headed {
			l.fault("%s: no headers", describe(n))
		}
	case "th":
		if scope, _ := attr(n, "scope"); !slices.Contains([]string{"col", "row", "colgroup", "rowgroup"}, scope) {
			l.fault("%s: no scope", describe(n))
		}
	}
}

// speaks tells whether a screen reader finds something to say in the element.
func speaks(n *html.Node) bool {
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" && !hiddenWithin(d, n):
			return true
		case d.Type == html.ElementNode && (d.Data == "img" || d.Data == "svg") && !hiddenWithin(d, n):
			for _, name := range []string{"alt", "aria-label"} {
				if value, _ := attr(d, name); value != "" {
					return true
				}
			}
		}
	}
	return false
}

func hiddenWithin(n, root *html.Node) bool {
	for ; n != nil && n != root; n = n.Parent {
		if hidden(n) {
			return true
		}
	}
	return false
}

func hidden(n *html.Node) bool {
	value, _ := attr(n, "aria-hidden")
	return value == "true"
}

func within(n, ancestor *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == ancestor {
			return true
		}
	}
	return false
}

func hasChild(n *html.Node, name string) bool {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && c.Data == name && text(c) != "" {
			return true
		}
	}
	return false
}

// describe names an element so that it can be found in the template.
func describe(n *html.Node) string {
	var b strings.Builder
	b.WriteString("<" + n.Data)
	for _, a := range n.Attr {
		if slices.Contains([]string{"id", "class", "name", "href", "type", "src"}, a.Key) {
			fmt.Fprintf(&b, " %s=%q", a.Key, a.Val)
		}
	}
	b.WriteString(">")
	if t := []rune(text(n)); len(t) > 40 {
		b.WriteString(string(t[:40]) + "…")
	} else {
		b.WriteString(string(t))
	}
	return b.String()
}
