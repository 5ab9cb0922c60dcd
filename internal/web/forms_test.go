package web

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// blank is a form on a page as a browser would send it untouched.
type blank struct {
	action string
	fields url.Values
	free   []string // fields into which anything can be typed
}

// blanks reads the forms of a page that are sent to do something.
func blanks(t testing.TB, page string) []blank {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []blank
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "form" && strings.EqualFold(attribute(n, "method"), "post") {
			s := blank{action: attribute(n, "action"), fields: url.Values{}}
			for field := range n.Descendants() {
				if field.Type == html.ElementNode && attribute(field, "name") != "" {
					s.read(field)
				}
			}
			all = append(all, s)
		}
	}
	return all
}

// blankTo reads the form of a page that is sent to the path, and types into it.
func blankTo(t testing.TB, page, path string, typed url.Values) url.Values {
	t.Helper()
	for _, s := range blanks(t, page) {
		if s.action == path {
			maps.Copy(s.fields, typed)
			return s.fields
		}
	}
	t.Fatalf("the page has no form to %s", path)
	return nil
}

// read takes what a field holds, as a browser does.
func (s *blank) read(n *html.Node) {
	name, value := attribute(n, "name"), attribute(n, "value")
	switch kind := attribute(n, "type"); {
	case n.Data == "select":
		for option := range n.Descendants() {
			if option.Type == html.ElementNode && option.Data == "option" && (has(option, "selected") || !s.fields.Has(name)) {
				s.fields.Set(name, attribute(option, "value"))
			}
		}
	case n.Data == "textarea":
		if n.FirstChild != nil {
			value = n.FirstChild.Data
		}
		s.fields.Set(name, value)
		s.free = append(s.free, name)
	case n.Data == "button":
	case kind == "radio" || kind == "checkbox":
		if has(n, "checked") {
			s.fields.Add(name, value)
		}
	case n.Data == "input":
		s.fields.Set(name, value)
		if slices.Contains([]string{"", "text", "search", "tel", "email", "url"}, kind) {
			s.free = append(s.free, name)
		}
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}
