package web

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleReport(w http.ResponseWriter, r *http.Request) error {
	return s.showReport(w, r, http.StatusOK, nil)
}

// showReport shows a review's report; typed is what was refused, or nil. To those
// who may not read it yet it is not found.
func (s *Server) showReport(w http.ResponseWriter, r *http.Request, status int, typed *pages.ReportForm) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Review(r.Context(), v.actor, uid)
	if err == nil && !found.ReportSeen {
		err = problem.New(problem.NotFound, "review.not_sent")
	}
	if err != nil {
		return err
	}
	view := reviewing{v, found}.report(typed)
	return s.render(w, r, status, pages.ReviewReport(s.frame(w, r, view.Title), view))
}

func (x reviewing) report(typed *pages.ReportForm) pages.ReportView {
	t, r := x.words.T, x.of.Review
	view := pages.ReportView{
		Back: ui.Link{Href: x.path(), Text: t("review.title")}, Title: t("review.report_title"), Sub: x.of.Team.Name + " · " + visitDays(x.words, r),
		Tag: reviewTag(x.words, r), Cover: x.cover(), Strip: x.strip(), Summary: paragraphs(r.Summary), Strengths: paragraphs(r.Strengths),
		Recommendations: paragraphs(r.Recommendations), Doubt: x.doubt(),
	}
	scores, total := r.Scores, fidelity.Total(r)
	if !r.Held() {
		scores, total = fidelity.Given(x.of.Items)
	}
	view.Total = x.total(scores, total)
	for _, section := range fidelity.Sections {
		view.Sections = append(view.Sections, pages.ReportSection{Title: t("fidelity.section." + string(section)), Table: x.section(section, scores)})
	}
	for _, one := range r.Reviewers {
		if !one.SignedOn.IsZero() {
			view.Signed = append(view.Signed, ui.Definition{Term: x.of.Names.Staff[one.StaffID], Text: strings.Join(notEmpty(one.Organisation, t("review.signed_on", "on", one.SignedOn)), " · ")})
		}
	}
	if x.of.Rates && (r.State == casework.ReviewConsensus || r.State == casework.ReviewDraft || r.State == casework.ReviewComments) {
		view.Form = x.reportForm(typed)
	}
	return view
}

// doubt is what a reader of the report should know of it first.
func (x reviewing) doubt() string {
	t, r := x.words.T, x.of.Review
	var said []string
	if !r.Held() {
		said = append(said, t("review.unsigned"))
	}
	if x.of.Replaced != nil && x.of.Replaced.Held() {
		said = append(said, t("review.replaced_text"))
	}
	if r.CorrectsID != 0 {
		said = append(said, t("review.corrects", "note", r.Note))
	}
	if x.of.Edition != nil {
		said = append(said, t("fidelity.unverified", "n", x.of.Edition.Unverified(), "all", 5*len(x.of.Edition.Items)))
	}
	return strings.Join(said, " ")
}

func paragraphs(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// total is what the ratings come to, its band, and when the next review is due.
func (x reviewing) total(scores map[int]int, total *int) []ui.FigureProps {
	t, r := x.words.T, x.of.Review
	sum := 0
	for _, score := range scores {
		sum += score
	}
	figures := []ui.FigureProps{{Value: t("review.rated_of", "n", len(scores), "all", len(x.of.Edition.Items)), Word: t("review.rated_word")}}
	if total != nil {
		figures = []ui.FigureProps{
			{Value: x.words.Int(*total), Word: t("review.of_total", "band", t("figures.band."+string(fidelity.BandOf(*total)))), Definition: t("review.bands")},
		}
	} else if len(scores) > 0 {
		figures = append(figures, ui.FigureProps{Value: x.words.Int(sum), Word: t("review.sum_word"), Definition: t("review.no_band")})
	}
	if x.of.Previous != nil {
		if before := fidelity.Total(*x.of.Previous); before != nil {
			figures = append(figures, ui.FigureProps{Value: x.words.Int(*before), Word: t("review.previous_total", "on", x.of.Previous.To)})
		}
	}
	return append(figures, ui.FigureProps{Value: x.words.Day(fidelity.NextReview(r.To, total)), Word: t("review.next_on"), Definition: t("review.next_rule")})
}

func (x reviewing) before(item int) int {
	if x.of.Previous == nil {
		return 0
	}
	return x.of.Previous.Scores[item]
}

func (x reviewing) strip() ui.StripProps {
	t := x.words.T
	scores := x.of.Review.Scores
	if !x.of.Review.Held() {
		scores, _ = fidelity.Given(x.of.Items)
	}
	p := ui.StripProps{Label: t("review.result")}
	for _, i := range x.of.Edition.Items {
		cell := ui.StripCell{Mark: strconv.Itoa(i.Item), Score: scores[i.Item], Was: x.before(i.Item), Href: "#item-" + strconv.Itoa(i.Item),
			Text: strconv.Itoa(i.Item) + ". " + x.words.Name(i.Name) + ": " + t("fidelity.unscored")}
		if cell.Score > 0 {
			cell.Text = strconv.Itoa(i.Item) + ". " + x.words.Name(i.Name) + ": " + t("fidelity.of_five", "n", cell.Score)
		}
		if cell.Was > 0 {
			cell.Text += ". " + t("fidelity.was", "n", cell.Was)
		}
		if len(x.of.Items) > 0 {
			cell.Href = x.path() + "/items/" + strconv.Itoa(i.Item)
		}
		p.Cells = append(p.Cells, cell)
	}
	return p
}

// section is the table of a part of the scale: each item with its points, those
// of the review before, why, and what to do.
func (x reviewing) section(section fidelity.Section, scores map[int]int) ui.TableProps {
	t := x.words.T
	table := ui.TableProps{Label: t("fidelity.section." + string(section)), Narrow: ui.Stacks, Columns: []ui.Column{{Text: t("review.item")}, {Text: t("fidelity.points"), Numeric: true}}}
	if x.of.Previous != nil {
		table.Columns = append(table.Columns, ui.Column{Text: t("review.previous"), Numeric: true})
	}
	table.Columns = append(table.Columns, ui.Column{Text: t("review.reason")}, ui.Column{Text: t("review.recommendation")})
	said := map[int]casework.ReviewItem{}
	for _, i := range x.of.Items {
		said[i.Item] = i
	}
	for _, i := range x.of.Edition.Items {
		if i.Section != section {
			continue
		}
		of := said[i.Item]
		points := ui.Nothing
		if scores[i.Item] > 0 {
			points = x.words.Int(scores[i.Item])
		} else if of.Rating == casework.NotRated {
			points = ratingText(x.words, of.Rating)
		}
		row := []ui.Cell{{Text: strconv.Itoa(i.Item) + ". " + x.words.Name(i.Name)}, {Text: points}}
		if x.of.Previous != nil {
			row = append(row, ui.Cell{Text: cmp.Or(pointsText(x.words, x.before(i.Item)), ui.Nothing)})
		}
		reason := ui.Cell{Text: cmp.Or(x.reason(of), ui.Nothing)}
		if of.DraftRating != "" {
			reason.Note = t("review.was_draft", "rating", ratingText(x.words, of.DraftRating)) + " " + of.ChangeReason
		}
		table.Rows = append(table.Rows, append(row, reason, ui.Cell{Text: cmp.Or(of.Recommendation, ui.Nothing)}))
	}
	return table
}

func pointsText(words *i18n.Printer, points int) string {
	if points == 0 {
		return ""
	}
	return words.Int(points)
}

func (x reviewing) reportForm(typed *pages.ReportForm) *pages.ReportForm {
	r := x.of.Review
	form := &pages.ReportForm{Summary: r.Summary, Strengths: r.Strengths, Recommendations: r.Recommendations}
	if typed != nil && typed.Action != "" {
		form = typed
	} else if typed != nil { // refused elsewhere: the text stands as it is
		form.Problem = typed.Problem
	}
	if form.Problem != nil && form.Problem.Kind == problem.Conflict {
		form.Present = []ui.Definition{{Term: x.words.T("review.summary"), Text: r.Summary}, {Term: x.words.T("review.strengths"), Text: r.Strengths}, {Term: x.words.T("review.recommendations"), Text: r.Recommendations}}
	}
	form.Action, form.Revision = x.path()+"/report", strconv.Itoa(r.Revision)
	if len(form.Sources) == 0 {
		for _, s := range r.Sources {
			field := pages.SourceField{Name: "n-" + string(s.Source), Label: x.words.T("review.source." + string(s.Source))}
			if s.N != nil {
				field.N = x.words.Int(*s.N)
			}
			form.Sources = append(form.Sources, field)
		}
	}
	return form
}

func (s *Server) handleWriteReport(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed := pages.ReportForm{Action: r.URL.Path, Summary: f.text("summary"), Strengths: f.text("strengths"), Recommendations: f.text("recommendations")}
	text := fidelity.Report{Summary: typed.Summary, Strengths: typed.Strengths, Recommendations: typed.Recommendations}
	for _, source := range casework.ReviewSources {
		name := "n-" + string(source)
		if _, asked := r.PostForm[name]; !asked {
			continue
		}
		used := casework.SourceUsed{Source: source}
		if n := f.decimal(name); n != nil {
			whole := int(*n)
			used.N = &whole
			if *n < 0 || float64(whole) != *n {
				f.fields.Add(name, "problem.number_unreadable")
			}
		}
		text.Sources = append(text.Sources, used)
		typed.Sources = append(typed.Sources, pages.SourceField{Name: name, Label: visitOf(r).words.T("review.source." + string(source)), N: f.text(name)})
	}
	if err = f.invalid(); err == nil {
		_, err = s.App.WriteReport(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(f.text("revision"))}, text)
	}
	if p := refusalOf(err); p != nil {
		typed.Problem = p
		return s.showReport(w, r, statuses[p.Kind], &typed)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/reviews/"+uid.String()+"/report", "done.review_report")
}

func (s *Server) handleCompareReviews(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	team := r.URL.Query().Get("team")
	var chosen []casework.UID
	if uid := uidOf(team); !uid.IsZero() {
		chosen = append(chosen, uid)
	}
	found, err := s.App.CompareReviews(r.Context(), v.actor, chosen)
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.CompareView{Back: ui.Link{Href: "/reviews", Text: t("review.list_title")}, Team: team, Table: compareTable(v.words, found)}
	for _, one := range found.Teams {
		view.Teams = append(view.Teams, ui.Option{Value: one.UID.String(), Text: one.Name})
	}
	return s.render(w, r, http.StatusOK, pages.CompareReviews(s.frame(w, r, t("review.compare")), view))
}

// compareTable has a column for each review and a row for each item, its total
// last.
func compareTable(words *i18n.Printer, c app.Comparison) ui.TableProps {
	t := words.T
	table := ui.TableProps{Label: t("review.compare"), Narrow: ui.Scrolls, Dense: true, Columns: []ui.Column{{Text: t("review.item")}}}
	if c.Edition == nil {
		return table
	}
	foot := []ui.Cell{{Text: t("review.total_row")}}
	for _, line := range c.Reviews {
		table.Columns = append(table.Columns, ui.Column{Text: line.Team.Name + " " + words.Day(line.Review.To), Numeric: true})
		cell := ui.Cell{Text: ui.Nothing, Href: "/reviews/" + line.Review.UID.String()}
		if total := fidelity.Total(line.Review); total != nil {
			cell.Text = words.Int(*total)
		}
		foot = append(foot, cell)
	}
	for _, i := range c.Edition.Items {
		row := []ui.Cell{{Text: strconv.Itoa(i.Item) + ". " + words.Name(i.Name)}}
		for _, line := range c.Reviews {
			row = append(row, ui.Cell{Text: cmp.Or(pointsText(words, line.Review.Scores[i.Item]), ui.Nothing)})
		}
		table.Rows = append(table.Rows, row)
	}
	table.Foot = foot
	return table
}
