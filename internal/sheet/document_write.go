package sheet

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"sijoita/casework"
	"sijoita/internal/i18n"
	"sijoita/internal/interchange"
)

// WriteDocument writes a document as a workbook in the language of p: a sheet
// that explains the others, one with the words to choose from, and one for
// each list. An empty document gives the template. What ReadDocument reads of
// it is the document again.
//
// It returns problem.Invalid when a list has more records, or a text more
// characters, than a workbook can hold.
func WriteDocument(w io.Writer, d *interchange.Document, p *i18n.Printer) error {
	l := labels{p}
	tables := interchange.Tables()
	names := []string{l.guide(), l.words()}
	for _, t := range tables {
		names = append(names, l.table(t))
	}
	b := newBookOut(w, p.T("sheet.title"), p.Lang(), names)
	b.guide(l)
	choices := b.words(l)
	for i, t := range tables {
		b.table(i+firstTable, l, t, choices[t], d)
	}
	return b.close()
}

// firstTable is the number of the first sheet with records.
const firstTable = 3

// widths of columns, by what they hold.
var widths = map[interchange.Kind]int{
	interchange.KindText: 28, interchange.KindID: 14, interchange.KindRef: 18, interchange.KindRefs: 26, interchange.KindWord: 24,
	interchange.KindCode: 12, interchange.KindDay: 13, interchange.KindTime: 11, interchange.KindWeek: 12, interchange.KindMonth: 12, interchange.KindNumber: 11,
	interchange.KindWhole: 11, interchange.KindMoney: 12, interchange.KindYesNo: 11,
}

var looks = map[interchange.Kind]look{
	interchange.KindDay: lookDay, interchange.KindNumber: lookNumber, interchange.KindWhole: lookNumber, interchange.KindMoney: lookMoney,
}

func lookOf(k interchange.Kind) look {
	if found, ok := looks[k]; ok {
		return found
	}
	return lookText
}

func (b *bookOut) table(number int, l labels, t *interchange.Table, choices []string, d *interchange.Document) {
	s := sheetOut{name: l.table(t), freeze: true}
	if t.Parent != nil {
		s.columns = append(s.columns, columnOut{width: widths[interchange.KindRef], look: lookText})
	}
	for i, c := range t.Columns {
		s.columns = append(s.columns, columnOut{widths[c.Kind], lookOf(c.Kind), choices[i]})
	}
	b.sheet(number, s, func(add func(...cellOut)) {
		add(cellsOf(lookHead, l.columnsOf(t)...)...)
		for row := range d.Rows(t) {
			if b.err != nil {
				return
			}
			add(rowOut(l, t, row)...)
		}
	})
}

func cellsOf(how look, texts ...string) []cellOut {
	var cells []cellOut
	for _, text := range texts {
		cells = append(cells, cellOut{text, how})
	}
	return cells
}

func rowOut(l labels, t *interchange.Table, row interchange.Laid) []cellOut {
	var cells []cellOut
	if t.Parent != nil {
		cells = append(cells, cellOut{row.Parent, lookText})
	}
	for i, c := range t.Columns {
		cells = append(cells, valueOut(l, t, c, row.Cells[i]))
	}
	return cells
}

func valueOut(l labels, t *interchange.Table, c interchange.Column, value any) cellOut {
	out := cellOut{value, lookOf(c.Kind)}
	switch said := value.(type) {
	case bool:
		out.value = l.yesNo(said)
	case []string:
		out.value = joined(said)
	case casework.Day:
		if said.Before(firstSerial) {
			out = cellOut{said.String(), lookText}
		}
	case string:
		switch c.Kind {
		case interchange.KindWord:
			out.value = l.word(t, c, said)
		case interchange.KindText:
			out.value = toldText(said)
		}
	}
	return out
}

// toldText marks a text that is told to be empty by two quotation marks, and
// so that one of quotation marks alone is no such mark.
func toldText(s string) string {
	if strings.Trim(s, `"`) == "" {
		return s + `""`
	}
	return s
}

// joined are references in one cell. One that the others could not be told
// from stands in quotation marks.
func joined(ids []string) string {
	told := make([]string, len(ids))
	for i, id := range ids {
		told[i] = id
		if id == "" || strings.ContainsAny(id, `;"`) || strings.TrimSpace(id) != id {
			told[i] = `"` + strings.ReplaceAll(id, `"`, `""`) + `"`
		}
	}
	return strings.Join(told, "; ")
}

// words writes the sheet of words to choose from. It gives, for each table, the
// ranges of its columns' words, empty where there is nothing to choose.
func (b *bookOut) words(l labels) map[*interchange.Table][]string {
	choices := map[*interchange.Table][]string{}
	var columns [][]string
	for _, t := range interchange.Tables() {
		choices[t] = make([]string, len(t.Columns))
		for i, c := range t.Columns {
			switch {
			case c.Kind == interchange.KindYesNo:
				choices[t][i] = `"` + l.yesNo(true) + "," + l.yesNo(false) + `"`
			case len(c.Words) > 0:
				name := columnName(len(columns))
				choices[t][i] = fmt.Sprintf("'%s'!$%s$2:$%s$%d", l.words(), name, name, len(c.Words)+1)
				columns = append(columns, append([]string{l.table(t) + ": " + l.column(t, c)}, l.wordsOf(t, c)...))
			}
		}
	}
	s := sheetOut{name: l.words(), freeze: true, columns: slices.Repeat([]columnOut{{width: widths[interchange.KindText], look: lookText}}, len(columns))}
	b.sheet(2, s, func(add func(...cellOut)) {
		for row := range longest(columns) {
			how := lookText
			if row == 0 {
				how = lookHead
			}
			cells := make([]cellOut, len(columns))
			for i, column := range columns {
				if row < len(column) {
					cells[i] = cellOut{column[row], how}
				}
			}
			add(cells...)
		}
	})
	return choices
}

func longest(columns [][]string) iter.Seq[int] {
	most := 0
	for _, c := range columns {
		most = max(most, len(c))
	}
	return func(yield func(int) bool) {
		for i := range most {
			if !yield(i) {
				return
			}
		}
	}
}

// guide writes the first sheet: how the workbook is filled in, and every
// column of every sheet.
func (b *bookOut) guide(l labels) {
	t := l.p.T
	s := sheetOut{name: l.guide(), columns: []columnOut{{width: 26}, {width: 30}, {width: 13}, {width: 48}, {width: 60}, {width: 30}}}
	b.sheet(1, s, func(add func(...cellOut)) {
		add(cellOut{t("sheet.title"), lookTitle})
		for _, key := range []string{
			"sheet.how.rows", "sheet.how.required", "sheet.how.ids", "sheet.how.names", "sheet.how.days", "sheet.how.numbers",
			"sheet.how.words", "sheet.how.formulas", "sheet.how.faultless",
		} {
			add(cellOut{t(key), lookPlain})
		}
		add()
		add(cellsOf(lookHead, t("sheet.head.sheet"), t("sheet.head.column"), t("sheet.head.required"), t("sheet.head.format"), t("sheet.head.means"), t("sheet.head.example"))...)
		for _, table := range interchange.Tables() {
			add(cellsOf(lookProse, l.table(table), "", "", "", l.about(table))...)
			if table.Parent != nil {
				add(cellsOf(lookProse, l.table(table), l.parent(table), t("sheet.yes"), t("sheet.kind.parent"), "", exampleIDs[parentList(table)])...)
			}
			for _, c := range table.Columns {
				add(l.explained(table, c)...)
			}
		}
	})
}

// parentList is the list that the rows of a nested table belong to.
func parentList(t *interchange.Table) interchange.List {
	for _, c := range t.Parent.Columns {
		if c.Kind == interchange.KindID {
			return c.List
		}
	}
	return ""
}

// explained is the line of a column in the guide.
func (l labels) explained(t *interchange.Table, c interchange.Column) []cellOut {
	required := l.p.T("sheet.no")
	if c.Required && !made(c) {
		required = l.p.T("sheet.yes")
	}
	format := l.p.T("sheet.kind." + kindNames[c.Kind])
	if len(c.Words) > 0 {
		format += " " + strings.Join(l.wordsOf(t, c), ", ")
	}
	return cellsOf(lookProse, l.table(t), l.column(t, c), required, format, l.note(t, c), l.example(t, c))
}

var kindNames = map[interchange.Kind]string{
	interchange.KindText: "text", interchange.KindID: "id", interchange.KindRef: "ref", interchange.KindRefs: "refs", interchange.KindWord: "word",
	interchange.KindCode: "code", interchange.KindDay: "day", interchange.KindTime: "time", interchange.KindWeek: "week", interchange.KindMonth: "month", interchange.KindNumber: "number",
	interchange.KindWhole: "whole", interchange.KindMoney: "money", interchange.KindYesNo: "yes_no",
}

// exampleIDs are ids as somebody might choose them.
var exampleIDs = map[interchange.List]string{
	interchange.ListProgrammes: "ips", interchange.ListTeams: "t1", interchange.ListStaff: "c1", interchange.ListCareTeams: "k1",
	interchange.ListClients: "p1", interchange.ListEpisodes: "e1", interchange.ListMeetings: "m1", interchange.ListEmployers: "o1",
	interchange.ListEmployerContacts: "y1", interchange.ListPlacements: "j1", interchange.ListCounselling: "n1",
	interchange.ListReviews: "r1", interchange.ListConsents: "s1",
	interchange.ListReferrals: "l1", interchange.ListPlannedMeetings: "v1", interchange.ListTasks: "a1", interchange.ListNotes: "u1", interchange.ListSuitability: "f1", interchange.ListPlans: "pl1", interchange.ListSupportPlans: "su1", interchange.ListClosingTalks: "ct1", interchange.ListLeads: "le1", interchange.ListApplications: "ap1", interchange.ListTalks: "dt1", interchange.ListSetbacks: "co1", interchange.ListPartnerTalks: "pm1", interchange.ListRecordTexts: "rt1",
	interchange.ListUnitClients: "uc1", interchange.ListNeedSurveys: "ns1", interchange.ListCareMessages: "cm1",
	interchange.ListProfileAnswers: "b1", interchange.ListJobHistory: "d1", interchange.ListWishes: "w1", interchange.ListNetwork: "x1", interchange.ListSummaries: "z1", interchange.ListEstimates: "g1",
	interchange.ListServiceNotes: "q1", interchange.ListTrainings: "h1", interchange.ListFunding: "pf1", interchange.ListGroupActions: "ga1", interchange.ListSubsidyTerms: "st1",
	interchange.ListStartAnswers: "i1", interchange.ListEarnings: "i2", interchange.ListDormancies: "i3",
}

// example is a value as it may stand in the column.
func (l labels) example(t *interchange.Table, c interchange.Column) string {
	switch c.Kind {
	case interchange.KindID, interchange.KindRef:
		return exampleIDs[c.List]
	case interchange.KindRefs:
		return exampleIDs[c.List] + "; " + strings.TrimRight(exampleIDs[c.List], "1") + "2"
	case interchange.KindWord:
		return l.word(t, c, c.Words[0])
	case interchange.KindDay:
		return l.p.Day(casework.MustDay("2024-02-01"))
	case interchange.KindTime:
		return "14:30"
	case interchange.KindWeek:
		return "2024-W10"
	case interchange.KindMonth:
		return "2024-02"
	case interchange.KindNumber:
		return "20"
	case interchange.KindWhole:
		return "5"
	case interchange.KindMoney:
		return "1250,50"
	case interchange.KindYesNo:
		return l.yesNo(true)
	}
	return l.first("", "sheet.example."+t.Path+"."+c.Key, "sheet.example."+c.Key)
}
