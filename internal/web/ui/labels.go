package ui

import (
	"bytes"
	"context"
	"html"

	"github.com/a-h/templ"
)

// Labels are the names of the refused fields of one page, as they were drawn.
// The summary of mistakes stands above the fields, and so is drawn before their
// names are known: it leaves a place for each name, which Fill puts there.
type Labels map[string]string

type labelsKey struct{}

// WithLabels gives a context in which a page's fields tell their names.
func WithLabels(ctx context.Context) (context.Context, Labels) {
	labels := Labels{}
	return context.WithValue(ctx, labelsKey{}, labels), labels
}

// note keeps the name of a field that was refused. The first one of an id
// holds, as it does for the link that leads there.
func (f FieldProps) note(ctx context.Context) {
	labels, known := ctx.Value(labelsKey{}).(Labels)
	if _, before := labels[f.id()]; known && !before && f.Error != "" {
		labels[f.id()] = f.Label
	}
}

const placeStart, placeEnd = "<!--name of ", "-->"

// place is where the name of a field will stand in the summary.
func place(ctx context.Context, id string) templ.Component {
	if _, known := ctx.Value(labelsKey{}).(Labels); !known {
		return templ.NopComponent
	}
	return templ.Raw(placeStart + html.EscapeString(id) + placeEnd)
}

// Fill puts the names where the summary left room for them. What was not drawn,
// or has no name of its own, leaves nothing.
func (l Labels) Fill(page []byte) []byte {
	var filled []byte
	for {
		before, rest, found := bytes.Cut(page, []byte(placeStart))
		if !found {
			return append(filled, page...)
		}
		id, after, _ := bytes.Cut(rest, []byte(placeEnd))
		filled = append(filled, before...)
		if label := l[html.UnescapeString(string(id))]; label != "" {
			filled = append(filled, html.EscapeString(label)+": "...)
		}
		page = after
	}
}

// repeated tells whether another mistake has the same words, so that they alone
// do not say which field is meant.
func repeated(mistakes []FieldMistake, text string) bool {
	n := 0
	for _, m := range mistakes {
		if m.Text == text {
			n++
		}
	}
	return n > 1
}
