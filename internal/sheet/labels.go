package sheet

import (
	"strings"
	"sync"

	"sijoita/internal/i18n"
	"sijoita/internal/interchange"
)

// labels are what the sheets, columns and words of the contract are called in
// one language. What has no text is called by its key in the contract.
type labels struct{ p *i18n.Printer }

// first gives the text of the first of the keys that has one.
func (l labels) first(fallback string, keys ...string) string {
	for _, key := range keys {
		if text := l.p.T(key); len(i18n.Missing(text)) == 0 {
			return text
		}
	}
	return fallback
}

func (l labels) guide() string { return l.p.T("sheet.guide") }
func (l labels) words() string { return l.p.T("sheet.words") }

func (l labels) table(t *interchange.Table) string { return l.first(t.Path, "sheet.table."+t.Path) }
func (l labels) about(t *interchange.Table) string { return l.first("", "sheet.about."+t.Path) }

// parent is the column that says which record a row belongs to.
func (l labels) parent(t *interchange.Table) string {
	return l.first(t.Parent.Path, "sheet.parent."+t.Parent.Path)
}

func (l labels) column(t *interchange.Table, c interchange.Column) string {
	return l.first(c.Key, "sheet.column."+t.Path+"."+c.Key, "sheet.column."+c.Key)
}

// note says more of a column, where its name does not say enough.
func (l labels) note(t *interchange.Table, c interchange.Column) string {
	return l.first("", "sheet.note."+t.Path+"."+c.Key, "sheet.note."+c.Key)
}

func (l labels) word(t *interchange.Table, c interchange.Column, word string) string {
	if area, ok := pageWords[t.Path+"."+c.Key]; ok {
		return l.first(word, area+word)
	}
	return l.first(word, "sheet.word."+t.Path+"."+c.Key+"."+word, "sheet.word."+word)
}

// pageWords are the columns whose words the pages say too, and where.
var pageWords = map[string]string{
	"staff.roles.role":                  "role.",
	"clients.incomes.kind":              "income.",
	"episodes.pathway":                  "pathway.",
	"meetings.place":                    "meeting.place.",
	"meetings.channel":                  "meeting.channel.",
	"meetings.kind":                     "meeting.kind.",
	"employer_contacts.channel":         "contact.channel.",
	"employer_contacts.kind":            "contact.kind.",
	"employer_contacts.reached":         "contact.reached.",
	"employer_contacts.next":            "contact.next.",
	"employer_contacts.purpose":         "contact.purpose.",
	"placements.kind":                   "placement.kind.",
	"job_history.found":                 "placement.found.",
	"placements.subsidy.kind":           "subsidy.",
	"placements.further_subsidies.kind": "subsidy.",
	"subsidy_terms.kind":                "subsidy.",
	"placements.funding":                "placement.funding.",
	"planned_meetings.place":            "meeting.place.",
	"suitability.place":                 "meeting.place.",
	"planned_meetings.channel":          "meeting.channel.",
	"planned_meetings.kind":             "meeting.kind.",
	"referrals.pathway":                 "pathway.",
	"consents.kind":                     "consent.kind.",
	"consents.leave":                    "consent.leave.",
	"reviews.state":                     "review.state.",
	"reviews.steps.step":                "review.step.",
	"reviews.sources.source":            "review.source.",
	"reviews.interviews.role":           "review.role.",
	"plan_actions.owner":                "development.owner.",
	"plan_actions.state":                "development.state.",
	"service_notes.way":                 "group.way.",
	"service_notes.phases.phase":        "phase.",
	"group_actions.state":               "group.state.",
	"partner_talks.place":               "meeting.place.",
	"partner_talks.channel":             "meeting.channel.",
	"record_texts.register":             "record.register.",
}

func (l labels) yesNo(yes bool) string {
	if yes {
		return l.p.T("sheet.yes")
	}
	return l.p.T("sheet.no")
}

// wordsOf are all words of a column.
func (l labels) wordsOf(t *interchange.Table, c interchange.Column) []string {
	var all []string
	for _, word := range c.Words {
		all = append(all, l.word(t, c, word))
	}
	return all
}

// columnsOf are the headings of a table, with the parent's first where it has
// one. A required one has a star.
func (l labels) columnsOf(t *interchange.Table) []string {
	var all []string
	if t.Parent != nil {
		all = append(all, l.parent(t)+requiredMark)
	}
	for _, c := range t.Columns {
		mark := ""
		if c.Required && !made(c) {
			mark = requiredMark
		}
		all = append(all, l.column(t, c)+mark)
	}
	return all
}

const requiredMark = " *"

// made tells of a value that may be left out because we make it.
func made(c interchange.Column) bool { return c.Kind == interchange.KindID && c.List != "" }

// folded is a heading or a word without what people write in more than one way.
func folded(s string) string {
	s = strings.TrimRight(strings.TrimSpace(s), "* \u00a0")
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// ListNames are what the lists of a document are called, by their keys.
func ListNames(p *i18n.Printer) map[string]string {
	names := map[string]string{}
	for _, t := range interchange.Tables() {
		names[t.Path] = labels{p}.table(t)
	}
	return names
}

// lexicon finds what is meant by what sheets, headings and words are called, in
// any of the languages or in the contract's own keys.
type lexicon struct {
	tables  map[string]*interchange.Table
	own     map[string]bool // sheets of ours that hold no records
	columns map[*interchange.Table]map[string]int
	lang    map[string]i18n.Lang // of a sheet's name
}

// lexiconOfAll is made once: the contract and the texts do not change.
var lexiconOfAll = sync.OnceValue(newLexicon)

func newLexicon() *lexicon {
	x := &lexicon{
		tables: map[string]*interchange.Table{}, own: map[string]bool{},
		columns: map[*interchange.Table]map[string]int{}, lang: map[string]i18n.Lang{},
	}
	for _, lang := range i18n.Langs {
		l := labels{i18n.For(lang)}
		x.own[folded(l.guide())], x.own[folded(l.words())] = true, true
		for _, t := range interchange.Tables() {
			x.addTable(l, t)
		}
	}
	return x
}

func (x *lexicon) addTable(l labels, t *interchange.Table) {
	name := folded(l.table(t))
	x.tables[name], x.tables[t.Path] = t, t
	if _, known := x.lang[name]; !known {
		x.lang[name] = l.p.Lang()
	}
	if x.columns[t] == nil {
		x.columns[t] = map[string]int{}
	}
	if t.Parent != nil {
		x.columns[t][folded(l.parent(t))], x.columns[t]["parent"] = interchange.ParentColumn, interchange.ParentColumn
	}
	for i, c := range t.Columns {
		x.columns[t][folded(l.column(t, c))] = i
		if _, taken := x.columns[t][c.Key]; !taken {
			x.columns[t][c.Key] = i
		}
	}
}

// word finds the contract's word that is meant in a column.
func wordMeant(t *interchange.Table, c interchange.Column, said string) (string, bool) {
	said = folded(said)
	for _, word := range c.Words {
		if said == word {
			return word, true
		}
		for _, lang := range i18n.Langs {
			if folded(labels{i18n.For(lang)}.word(t, c, word)) == said {
				return word, true
			}
		}
	}
	return "", false
}

// yesNoMeant finds what a word for yes or no means.
func yesNoMeant(said string) (yes, ok bool) {
	said = folded(said)
	for _, lang := range i18n.Langs {
		l := labels{i18n.For(lang)}
		switch said {
		case folded(l.yesNo(true)), "true":
			return true, true
		case folded(l.yesNo(false)), "false":
			return false, true
		}
	}
	return false, false
}
