// Package pages holds the pages: one templ file a page, typed by the view
// struct beside it. A page chooses words and parts; it asks nothing of the
// database and decides nothing.
package pages

import (
	"sijoita/casework"
	"sijoita/internal/i18n"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// Frame is what every page is given: the words, the shell and the day it is.
type Frame struct {
	Words *i18n.Printer
	Shell ui.PageProps
	Today casework.Day
}

// T gives a text in the page's language.
func (f Frame) T(key string, args ...any) string { return f.Words.T(key, args...) }

// mistakes turns the fields of a refused form into the summary on top of it.
func (f Frame) mistakes(p *problem.Error) []ui.FieldMistake {
	if p == nil {
		return nil
	}
	var list []ui.FieldMistake
	for _, field := range p.Fields {
		list = append(list, ui.FieldMistake{ID: field.Name, Text: f.Words.Problem(field.Key, field.Args)})
	}
	return list
}

// mistake is what is wrong with one field of a refused form; empty when nothing is.
func (f Frame) mistake(p *problem.Error, name string) string {
	if p == nil {
		return ""
	}
	for _, field := range p.Fields {
		if field.Name == name {
			return f.Words.Problem(field.Key, field.Args)
		}
	}
	return ""
}
