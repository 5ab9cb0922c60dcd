// Package htmlcheck lets a test ask a rendered page about its elements instead
// of its bytes, and reads it for what any page here must hold (Lint). It knows
// the markup alone: what a browser makes of it is asked in package e2e.
package htmlcheck

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Found is the elements that a selector found, in the order of the page.
type Found struct {
	t        testing.TB
	selector string
	nodes    []*html.Node
}

// In finds the elements of a page, or of a part of one, that the selector
// names, and fails the test when there are none. For elements that must not be
// there, see Count. A selector is written as in CSS, from these alone: an
// element's name, #id, .class, [name], [name=value], [name^=value],
// [name*=value], :contains(text), a blank for any depth, > for a child, and a
// comma between alternatives.
func In(t testing.TB, page, selector string) Found {
	t.Helper()
	return found(t, parse(t, page), selector)
}

// Count tells how many elements of a page the selector names.
func Count(t testing.TB, page, selector string) int {
	t.Helper()
	return len(find(t, parse(t, page), selector))
}

// In finds the elements below the first one found.
func (f Found) In(selector string) Found {
	f.t.Helper()
	return found(f.t, f.nodes[0], selector)
}

// Count tells how many elements were found.
func (f Found) Count() int { return len(f.nodes) }

// Text is the text of the first element as a person reads it: runs of white
// space are one blank.
func (f Found) Text() string { return text(f.nodes[0]) }

// Texts are the texts of all the elements.
func (f Found) Texts() []string {
	texts := make([]string, len(f.nodes))
	for i, n := range f.nodes {
		texts[i] = text(n)
	}
	return texts
}

// Attr is the value of an attribute of the first element. It fails the test
// when the element does not have it; see Has.
func (f Found) Attr(name string) string {
	f.t.Helper()
	value, ok := attr(f.nodes[0], name)
	if !ok {
		f.t.Fatalf("%s has no %s", f.selector, name)
	}
	return value
}

// Has tells whether the first element has the attribute.
func (f Found) Has(name string) bool {
	_, ok := attr(f.nodes[0], name)
	return ok
}

func found(t testing.TB, root *html.Node, selector string) Found {
	t.Helper()
	f := Found{t: t, selector: selector, nodes: find(t, root, selector)}
	if len(f.nodes) == 0 {
		t.Fatalf("nothing on the page is %s", selector)
	}
	return f
}

func find(t testing.TB, root *html.Node, selector string) []*html.Node {
	t.Helper()
	s, err := parseSelector(selector)
	if err != nil {
		t.Fatalf("%v", err)
	}
	var nodes []*html.Node
	for n := range elements(root) {
		if s.matches(n, root) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

func parse(t testing.TB, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatalf("read the page: %v", err)
	}
	return root
}

// elements gives every element below the root.
func elements(root *html.Node) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && !yield(n) {
				return
			}
		}
	}
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !inScript(d) {
			b.WriteString(d.Data)
		}
		if d.Type == html.ElementNode && !inline[d.Data] {
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func inScript(n *html.Node) bool {
	return n.Parent != nil && (n.Parent.Data == "script" || n.Parent.Data == "style")
}

// inline elements do not part the words around them.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "em": true, "i": true, "mark": true, "s": true, "small": true,
	"span": true, "strong": true, "sub": true, "sup": true, "time": true, "u": true, "del": true, "ins": true,
}
