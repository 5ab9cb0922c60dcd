package web

import (
	"slices"
	"strconv"
	"strings"

	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

// keptAnswer is a kept estimate in words: its sums as they were told, and with
// them what the rules say of it now, where it is the same.
func keptAnswer(words *i18n.Printer, p app.EstimatePage) (moneyAnswer, pages.MoneyAnswer) {
	a := moneyAnswer{words, p.Estimate.Offers, p.Again, 1, p.Client.NonDisclosure}
	v := a.view(p.Estimate.Facts)
	v.Heads = keptHeads(a, p.Estimate)
	if !p.Same {
		v.Changed = words.T("money.changed", "on", p.Estimate.On, "edition", p.Estimate.Edition, "now", p.Edition.ID())
		v.Curve, v.Say = ui.NetCurveProps{}, nil
	}
	if p.Again == nil {
		v.Note = words.T("benefits.note", "deciders", words.T("benefits.tell.kela"))
	}
	return a, v
}

// situation is one column of a kept estimate: no job, or a job once what a
// passed limit brings has come.
type situation struct {
	offer   int
	settled bool
}

// situations are the columns of a kept estimate.
func situations(e casework.Estimate) []situation {
	all := []situation{{}}
	for i := range e.Offers {
		_, settled := e.Net(i+1, true)
		all = append(all, situation{i + 1, settled})
	}
	return all
}

func (a moneyAnswer) situationName(s situation) string {
	if s.offer == 0 {
		return a.T("money.without_job")
	}
	return a.jobName(s.offer - 1)
}

// keptHeads are the situations as they were told.
func keptHeads(a moneyAnswer, e casework.Estimate) []pages.MoneyHead {
	before, _ := e.Net(0, false)
	var heads []pages.MoneyHead
	for _, s := range situations(e) {
		net, _ := e.Net(s.offer, s.settled)
		h := pages.MoneyHead{Name: a.situationName(s), Net: a.Euro(net)}
		if s.offer > 0 {
			h.Hours, h.Change, h.Less = a.hours(e.Offers[s.offer-1]), a.change(net-before), net < before
		}
		if s.settled {
			h.Over = a.T("money.over")
		}
		heads = append(heads, h)
	}
	return heads
}

// amounts are the kept sums by situation and line.
func amounts(e casework.Estimate) map[situation]map[string]casework.Cents {
	all := map[situation]map[string]casework.Cents{}
	for _, l := range e.Lines {
		s := situation{l.Offer, l.Settled}
		if all[s] == nil {
			all[s] = map[string]casework.Cents{}
		}
		all[s][l.Key] = l.Amount
	}
	return all
}

// keptKeys lists the keys of the kept lines in their order.
func keptKeys(e casework.Estimate) []string {
	var pictures []benefits.Picture
	for _, s := range situations(e) {
		var p benefits.Picture
		for _, l := range e.Lines {
			if l.Offer == s.offer && l.Settled == s.settled {
				p.Lines = append(p.Lines, benefits.Line{Key: l.Key})
			}
		}
		pictures = append(pictures, p)
	}
	return keysOf(pictures)
}

// keptTable has the kept sums, a line a row.
func keptTable(a moneyAnswer, e casework.Estimate) ui.TableProps {
	t := ui.TableProps{Label: a.T("money.lines"), Columns: []ui.Column{{Text: a.T("money.line")}}, Foot: []ui.Cell{{Text: a.T("money.in_hand")}}}
	all, told := situations(e), amounts(e)
	for _, s := range all {
		name, net := a.situationName(s), casework.Cents(0)
		if s.offer > 0 {
			name = a.T("money.job_hours", "job", name, "hours", e.Offers[s.offer-1].HoursPerWeek)
		}
		net, _ = e.Net(s.offer, s.settled)
		t.Columns, t.Foot = append(t.Columns, ui.Column{Text: name, Numeric: true}), append(t.Foot, ui.Cell{Text: a.Euro(net)})
	}
	for _, key := range keptKeys(e) {
		row := []ui.Cell{{Text: lineName(a.Printer, key)}}
		for _, s := range all {
			text := ui.Nothing
			if amount, there := told[s][key]; there {
				text = a.Euro(amount)
			}
			row = append(row, ui.Cell{Text: text})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// besideTable has each kept sum beside what the rules say now.
func besideTable(a moneyAnswer, p app.EstimatePage) ui.TableProps {
	e := p.Estimate
	t := ui.TableProps{Label: a.T("money.kept_beside"), Columns: []ui.Column{
		{Text: a.T("money.line")}, {Text: a.T("money.as_told", "on", e.On), Numeric: true}, {Text: a.T("money.by_now"), Numeric: true},
	}}
	now := casework.Estimate{Offers: e.Offers, Lines: benefits.KeptLines(p.Again)}
	told, fresh := amounts(e), amounts(now)
	cell := func(from map[situation]map[string]casework.Cents, s situation, key string) ui.Cell {
		amount, there := from[s][key]
		if !there {
			return ui.Cell{Text: ui.Nothing}
		}
		return ui.Cell{Text: a.Euro(amount)}
	}
	for _, s := range situations(e) {
		for _, key := range keptKeys(e) {
			_, was := told[s][key]
			_, is := fresh[s][key]
			if was || is {
				t.Rows = append(t.Rows, []ui.Cell{{Text: a.situationName(s) + ": " + lower(lineName(a.Printer, key))}, cell(told, s, key), cell(fresh, s, key)})
			}
		}
		was, _ := e.Net(s.offer, s.settled)
		is, _ := now.Net(s.offer, s.settled)
		t.Rows = append(t.Rows, []ui.Cell{{Text: a.situationName(s) + ": " + lower(a.T("money.in_hand"))}, {Text: a.Euro(was)}, {Text: a.Euro(is)}})
	}
	return t
}

// jobsOf tells the jobs of an estimate.
func jobsOf(a moneyAnswer, e casework.Estimate) (list []ui.Definition) {
	for i, o := range e.Offers {
		parts := []string{a.T("money.offer_pay", "pay", o.HourlyPay), a.hours(o)}
		if !o.StartsOn.IsZero() {
			parts = append(parts, a.T("money.offer_start", "on", o.StartsOn))
		}
		if o.CommuteCost > 0 {
			parts = append(parts, a.T("money.offer_commute", "amount", o.CommuteCost))
		}
		name := a.jobName(i)
		if o.Name != "" {
			name = strconv.Itoa(i+1) + ". " + name
		}
		list = append(list, ui.Definition{Term: name, Text: strings.Join(parts, ", ")})
	}
	return list
}

// livesIn tells where the client lived; under an order nothing.
func livesIn(a moneyAnswer, e casework.Estimate) []ui.Definition {
	if a.hidden || e.Municipality == "" {
		return nil
	}
	return []ui.Definition{{Term: a.T("money.municipality"), Text: a.Municipality(e.Municipality)}}
}

// estimateView is a kept estimate with its trace.
func estimateView(words *i18n.Printer, p app.EstimatePage) pages.EstimateView {
	a, v := keptAnswer(words, p)
	path := "/estimates/" + p.Estimate.UID.String()
	page := pages.EstimateView{
		Back: ui.Link{Href: moneyPath(p.Client.UID), Text: words.T("money.title")}, Answer: v,
		Sub:     words.T("money.estimate_sub", "on", p.Estimate.On, "who", p.Names.Staff[p.Estimate.RecordedBy]),
		Actions: []ui.Link{{Href: path + "/copy", Text: words.T("money.copy")}},
		Jobs:    jobsOf(a, p.Estimate), Known: slices.Concat(livesIn(a, p.Estimate), knownFacts(words, p.Estimate.Facts)),
		History: history(words, p.Revisions, p.Names, estimateLine),
	}
	if p.Names.Staff[p.Estimate.RecordedBy] == "" {
		page.Sub = words.T("money.estimate_on", "on", p.Estimate.On)
	}
	if p.Estimate.Withdrawn {
		page.Withdrawn = words.T("problem.withdrawn")
	}
	switch {
	case p.Again == nil:
		page.Kept = keptTable(a, p.Estimate)
	case !p.Same:
		page.Kept = besideTable(a, p)
	}
	return page
}

// moneyCopy is a kept estimate in the client's own language.
func moneyCopy(words *i18n.Printer, p app.EstimatePage) pages.MoneyCopy {
	lang, _ := i18n.ParseLang(p.Client.Language)
	own := i18n.For(lang)
	a, v := keptAnswer(own, p)
	sheet := pages.MoneyCopy{
		Back: ui.Link{Href: "/estimates/" + p.Estimate.UID.String(), Text: words.T("money.estimate")}, Words: pages.Frame{Words: own},
		Day: own.T("money.copy_day", "day", own.Day(p.Estimate.On)), MoneyAnswer: v, Lines: keptTable(a, p.Estimate), Jobs: jobsOf(a, p.Estimate),
	}
	var facts []string
	for _, d := range knownFacts(own, p.Estimate.Facts) {
		facts = append(facts, d.Term+": "+d.Text)
	}
	sheet.Known = own.T("money.copy_known", "facts", strings.Join(facts, "; "))
	sheet.Rules = own.T("money.copy_rules", "on", p.Estimate.On, "edition", p.Estimate.Edition)
	if v.Changed != "" {
		sheet.Rules = v.Changed
	}
	return sheet
}
