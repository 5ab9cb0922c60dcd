package ui

import (
	"strings"

	"github.com/a-h/templ"
)

// current marks the place where the reader is.
func current(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": "page"}
}

// chosen marks the choice that holds now.
func chosen(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": "true"}
}

// orElse is s, or other when s is empty.
func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// joinDot puts a middle dot between the parts that are not empty.
func joinDot(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " · ")
}

// phoneItems are the lines of the menu in the phone's bar: the first three that
// ask for a place, or all of a menu that is no longer.
func phoneItems(nav []NavItem) []NavItem {
	const most = 3
	if len(nav) <= most { // there is room for all of a short menu
		return nav
	}
	var items []NavItem
	for _, item := range nav {
		if item.Phone && len(items) < most {
			items = append(items, item)
		}
	}
	return items
}

// idAttribute gives an element its id, if it has one.
func idAttribute(id string) templ.Attributes {
	if id == "" {
		return nil
	}
	return templ.Attributes{"id": id}
}

// swapped marks an element that goes to its place in the page by itself.
func swapped(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"hx-swap-oob": "true"}
}

// dateTime gives a <time> its machine-readable value, if there is one.
func dateTime(value string) templ.Attributes {
	if value == "" {
		return nil
	}
	return templ.Attributes{"datetime": value}
}

// step marks the phase that is going on.
func step(s PhaseState) templ.Attributes {
	if s != PhaseNow {
		return nil
	}
	return templ.Attributes{"aria-current": "step"}
}

// described ties a control to its hint and error, which Field, Picks and
// Checkbox name after the control's id.
func described(id, hint, failure string) templ.Attributes {
	var by []string
	if hint != "" {
		by = append(by, id+"-hint")
	}
	if failure != "" {
		by = append(by, id+"-error")
	}
	a := templ.Attributes{}
	if len(by) > 0 {
		a["aria-describedby"] = strings.Join(by, " ")
	}
	if failure != "" {
		a["aria-invalid"] = "true"
	}
	return a
}

// sorted says which way a column orders the rows.
func sorted(way string) templ.Attributes {
	if way == "" {
		return nil
	}
	return templ.Attributes{"aria-sort": way}
}
