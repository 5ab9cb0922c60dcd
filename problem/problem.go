// Package problem says what can go wrong for a person: five kinds, a message
// key, and the fields that the person can mend. It knows no language and no
// transport; the sentence is made where it is shown.
//
// Every other error is internal: it is logged once with the request's id and
// its text never reaches a person.
package problem

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Kind is what a problem means for the one who meets it.
type Kind string

// The kinds. There are no others.
const (
	Invalid     Kind = "invalid"     // what was sent cannot be accepted as it is
	NotFound    Kind = "not_found"   // it does not exist, or this person may not know that it does
	Forbidden   Kind = "forbidden"   // it exists, but not for this person
	Conflict    Kind = "conflict"    // somebody else was there first
	Unavailable Kind = "unavailable" // not now; nothing was changed or shown
)

// Args fill the {names} of a message.
type Args map[string]any

// Field is one place that a person can mend.
type Field struct {
	Name string // of the form field, or a path such as episodes[3].referred_on
	Key  string // of the message beside it
	Args Args
}

// Error is a problem that a person is told about. Key names its message in the
// catalogues; Fields come beside what they name.
type Error struct {
	Kind   Kind
	Key    string
	Args   Args
	Fields []Field
}

// Error gives the problem in the log's words: kind, key and field names, and
// never what the person typed.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", e.Kind, e.Key)
	for _, f := range e.Fields {
		fmt.Fprintf(&b, "; %s: %s", f.Name, f.Key)
	}
	return b.String()
}

// New makes a problem of a kind with the message key, without fields.
func New(kind Kind, key string) *Error { return &Error{Kind: kind, Key: key} }

// With returns the problem with one argument more for its message.
func (e *Error) With(name string, value any) *Error {
	args := Args{name: value}
	for k, v := range e.Args {
		args[k] = v
	}
	return &Error{Kind: e.Kind, Key: e.Key, Args: args, Fields: e.Fields}
}

// As returns the problem in err's chain, or nil: then the error is internal.
func As(err error) *Error {
	var p *Error
	if errors.As(err, &p) {
		return p
	}
	return nil
}

// Is tells whether err is a problem of the kind.
func Is(err error, kind Kind) bool {
	p := As(err)
	return p != nil && p.Kind == kind
}

// Fields gathers what is wrong with one form, so that everything is told at
// once. The zero value is ready.
type Fields struct{ list []Field }

// Add notes that the named field needs mending.
func (f *Fields) Add(name, key string, args ...Args) {
	field := Field{Name: name, Key: key}
	if len(args) > 0 {
		field.Args = args[0]
	}
	f.list = append(f.list, field)
}

// AddOnce notes a field that needs mending, unless the same is noted already.
func (f *Fields) AddOnce(field Field) {
	for _, known := range f.list {
		if known.Name == field.Name && known.Key == field.Key {
			return
		}
	}
	f.list = append(f.list, field)
}

// Problem returns an Invalid problem with every field noted, or nil.
func (f *Fields) Problem() error {
	if len(f.list) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Key: "problem.invalid", Fields: f.list}
}

// Together tells everything that is wrong with one form at once: what two rules
// refuse of it, the same only once. A problem that is not of fields comes first.
func Together(a, b error) error {
	first, second := As(a), As(b)
	switch {
	case a == nil || b != nil && (second == nil || second.Kind != Invalid):
		return b
	case b == nil || first == nil || first.Kind != Invalid:
		return a
	}
	both := *first
	f := Fields{list: slices.Clip(first.Fields)}
	for _, field := range second.Fields {
		f.AddOnce(field)
	}
	both.Fields = f.list
	return &both
}
