package pages

import (
	"github.com/a-h/templ"

	"sijoita/casework"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// rowFields makes the fields of a row's form. typed gives what was typed.
type rowFields struct {
	f     Frame
	area  string // of the messages
	typed func(string) string
	p     *problem.Error
}

func (r rowFields) field(name string, required bool) ui.FieldProps {
	props := ui.FieldProps{Name: name, Label: r.f.T(r.area + name), Value: r.typed(name), Error: r.f.mistake(r.p, name)}
	if !required {
		props.Optional = r.f.T("problem.optional")
	}
	return props
}

func (r rowFields) line(name string, required bool) templ.Component {
	return ui.Input(ui.InputProps{FieldProps: r.field(name, required), MaxLength: 200})
}

func (r rowFields) story(name string) templ.Component {
	return ui.TextArea(ui.TextAreaProps{FieldProps: r.field(name, false), MaxLength: 2000, Rows: 3})
}

func (r rowFields) number(name, mode string, most int) templ.Component {
	return ui.Input(ui.InputProps{FieldProps: r.field(name, false), InputMode: mode, Size: 6, MaxLength: most})
}

func (r rowFields) told() templ.Component {
	return toldFields(r.f, r.typed("on"), r.typed("source"), options(r.f, "profile.source.", casework.AnswerSources), r.p)
}

// JobFields are the fields of a job.
func JobFields(f Frame, typed func(string) string, p *problem.Error) []templ.Component {
	r := rowFields{f, "profile.job.", typed, p}
	title := r.field("title", true)
	title.Hint = f.T("profile.job.title_hint")
	return []templ.Component{
		ui.Input(ui.InputProps{FieldProps: title, MaxLength: 200}), r.line("employer", false),
		r.number("from_year", "numeric", 4), r.number("to_year", "numeric", 4), r.number("hours_per_week", "decimal", 6),
		r.story("duties"), r.line("pay", false),
		ui.Select(ui.SelectProps{FieldProps: r.field("found", false), Options: options(f, "placement.found.", casework.Founds), Empty: f.T("placement.not_told")}),
		r.story("liked"), r.story("disliked"), r.story("why_ended"), r.story("helped"), r.told(),
	}
}

// WishFields are the fields of a wish, with the industries and occupations that
// are offered.
func WishFields(f Frame, industry IndustryField, work OccupationField, typed func(string) string, p *problem.Error) []templ.Component {
	r := rowFields{f, "profile.wish.", typed, p}
	return []templ.Component{
		r.line("words", true),
		ui.Picks(ui.PicksProps{FieldProps: r.field("wanted", true), Options: options(f, "profile.wish.wanted.", []string{"yes", "no"}), Columns: 2}),
		industryField(f, r.field("industry", false), industry, f.T("profile.wish.no_industry")),
		occupation(f, r.field("occupation", false), work),
		ui.Input(ui.InputProps{FieldProps: r.field("dropped_on", false), Type: "date", Max: f.Today.String()}),
		r.told(),
	}
}

// SupporterFields are the fields of somebody in the network.
func SupporterFields(f Frame, typed func(string) string, p *problem.Error) []templ.Component {
	r := rowFields{f, "profile.supporter.", typed, p}
	contact := ui.FieldProps{Name: "may_contact", Label: f.T("profile.supporter.may_contact"), Value: "yes"}
	return []templ.Component{
		ui.Select(ui.SelectProps{FieldProps: r.field("party", true), Options: options(f, "profile.party.", casework.Parties)}),
		r.line("name", true), r.story("helps"),
		ui.Checkbox(ui.CheckboxProps{FieldProps: contact, Checked: typed("may_contact") == "yes"}),
		r.line("matters", false), r.told(),
	}
}
