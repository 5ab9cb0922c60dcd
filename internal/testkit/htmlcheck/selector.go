package htmlcheck

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// selector is a list of alternatives.
type selector []path

// path is the steps of one alternative, the last first.
type path []step

// step is what one element must be, and how far above the step after it.
type step struct {
	name   string // of the element; empty: any
	tests  []func(*html.Node) bool
	parent bool // the element is the direct parent of the step after it
}

func (s selector) matches(n, root *html.Node) bool {
	return slices.ContainsFunc(s, func(p path) bool { return p.matches(n, root) })
}

func (p path) matches(n, root *html.Node) bool {
	if n == nil || !p[0].is(n) {
		return false
	}
	rest := p[1:]
	if len(rest) == 0 {
		return true
	}
	for above := n.Parent; above != nil && above != root.Parent; above = above.Parent {
		if rest.matches(above, root) {
			return true
		}
		if rest[0].parent {
			return false
		}
	}
	return false
}

func (s step) is(n *html.Node) bool {
	if n.Type != html.ElementNode || (s.name != "" && n.Data != s.name) {
		return false
	}
	return !slices.ContainsFunc(s.tests, func(test func(*html.Node) bool) bool { return !test(n) })
}

// token is one piece of a selector: a comma, >, white space, :contains(text),
// [attribute], #id, .class or a name.
var token = regexp.MustCompile(`^(?:(\s*[,>]\s*|\s+)|:contains\(([^)]*)\)|\[([\w:-]+)(?:([*^]?=)"?([^\]"]*)"?)?\]|#([\w:-]+)|\.([\w:-]+)|([\w*-]+))`)

func parseSelector(text string) (selector, error) {
	s := selector{path{{}}}
	started := false // something of the present step was read
	for rest := strings.TrimSpace(text); rest != ""; {
		m := token.FindStringSubmatch(rest)
		if m == nil {
			return nil, fmt.Errorf("the selector %q cannot be read from %q on", text, rest)
		}
		rest = rest[len(m[0]):]
		last := &s[len(s)-1]
		if m[1] != "" {
			if !started {
				return nil, fmt.Errorf("the selector %q has nothing before %q", text, m[0])
			}
			started = false
			if strings.TrimSpace(m[1]) == "," {
				s = append(s, path{{}})
				continue
			}
			(*last)[0].parent = strings.TrimSpace(m[1]) == ">"
			*last = slices.Insert(*last, 0, step{})
			continue
		}
		started = true
		(*last)[0].add(m)
	}
	if !started {
		return nil, fmt.Errorf("the selector %q ends too early", text)
	}
	return s, nil
}

// add takes one token into the step.
func (s *step) add(m []string) {
	contains, name, operator, value, id, class, element := m[2], m[3], m[4], m[5], m[6], m[7], m[8]
	switch {
	case id != "":
		s.tests = append(s.tests, func(n *html.Node) bool { got, _ := attr(n, "id"); return got == id })
	case class != "":
		s.tests = append(s.tests, func(n *html.Node) bool {
			got, _ := attr(n, "class")
			return slices.Contains(strings.Fields(got), class)
		})
	case name != "":
		s.tests = append(s.tests, func(n *html.Node) bool {
			got, ok := attr(n, name)
			return ok && compare(operator, got, value)
		})
	case element != "" && element != "*":
		s.name = element
	case element == "":
		s.tests = append(s.tests, func(n *html.Node) bool { return strings.Contains(text(n), contains) })
	}
}

func compare(operator, got, want string) bool {
	switch operator {
	case "=":
		return got == want
	case "^=":
		return strings.HasPrefix(got, want)
	case "*=":
		return strings.Contains(got, want)
	default:
		return true
	}
}
