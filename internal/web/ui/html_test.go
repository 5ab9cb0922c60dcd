package ui

import (
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
)

// render draws a component and reads it back as a tree.
func render(t *testing.T, c templ.Component, children ...templ.Component) *html.Node {
	t.Helper()
	ctx := context.Background()
	if len(children) > 0 {
		ctx = templ.WithChildren(ctx, templ.Join(children...))
	}
	var b strings.Builder
	if err := c.Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func text(s string) templ.Component { return templ.Raw(templ.EscapeString(s)) }

// all finds the elements with the tag ("" is any) whose attributes hold the
// given values, in pairs; a class is one of those in the attribute.
func all(doc *html.Node, tag string, pairs ...string) []*html.Node {
	var found []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && (tag == "" || n.Data == tag) && holds(n, pairs) {
			found = append(found, n)
		}
	}
	return found
}

// one is the only such element.
func one(t *testing.T, doc *html.Node, tag string, pairs ...string) *html.Node {
	t.Helper()
	found := all(doc, tag, pairs...)
	if len(found) != 1 {
		t.Fatalf("%d elements <%s %v>, want one", len(found), tag, pairs)
	}
	return found[0]
}

func holds(n *html.Node, pairs []string) bool {
	for i := 0; i+1 < len(pairs); i += 2 {
		value, ok := attr(n, pairs[i])
		if pairs[i] == "class" {
			ok = contains(strings.Fields(value), pairs[i+1])
		} else {
			ok = ok && value == pairs[i+1]
		}
		if !ok {
			return false
		}
	}
	return true
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// words is all the text within an element, with single spaces.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
