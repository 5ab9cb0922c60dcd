package web

import (
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

// ratingOptions are the points that an item may be given, in words.
func ratingOptions(words *i18n.Printer) []ui.Option {
	var list []ui.Option
	for _, r := range casework.Ratings {
		list = append(list, ui.Option{Value: string(r), Text: ratingText(words, r)})
	}
	return list
}

func (s *Server) handleRatings(w http.ResponseWriter, r *http.Request) error {
	return s.showRatings(w, r, http.StatusOK, nil)
}

// showRatings shows a reviewer's own ratings; typed is what was refused, or nil.
func (s *Server) showRatings(w http.ResponseWriter, r *http.Request, status int, typed *pages.RatingTable) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	v := visitOf(r)
	t := v.words.T
	found, err := s.App.Review(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	if !found.Rates {
		http.Redirect(w, r, "/reviews/"+uid.String(), http.StatusSeeOther)
		return nil
	}
	path := "/reviews/" + uid.String()
	view := pages.RatingTable{
		Back: ui.Link{Href: path, Text: t("review.title")}, Title: t("review.rate"), Action: path + "/rate",
		Sub: t("review.rated_so_far", "n", ratedOf(found.Mine), "all", len(found.Items)), Open: fidelity.Rates(found.Review, v.actor.StaffID), Ratings: ratingOptions(v.words),
	}
	mine := map[int]casework.ReviewRating{}
	for _, one := range found.Mine {
		mine[one.Item] = one
	}
	for _, item := range found.Items {
		one := mine[item.Item]
		view.Rows = append(view.Rows, pages.RatingRow{N: strconv.Itoa(item.Item), Name: v.words.Name(found.Edition.Item(item.Item).Name),
			Href: path + "/items/" + strconv.Itoa(item.Item), Live: liveText(v.words, item.LiveScore), Rating: string(one.Rating), Said: ratingText(v.words, one.Rating), Reason: one.Reason})
	}
	if view.Open && found.Review.State == casework.ReviewRatings {
		view.HandIn = path + "/hand-in"
	}
	if typed != nil {
		view.Problem = typed.Problem
		for i := range min(len(typed.Rows), len(view.Rows)) { // before the visit there are none
			view.Rows[i].Rating, view.Rows[i].Reason = typed.Rows[i].Rating, typed.Rows[i].Reason
		}
	}
	return s.render(w, r, status, pages.Rate(s.frame(w, r, view.Title), view))
}

func ratedOf(all []casework.ReviewRating) (n int) {
	for _, one := range all {
		if one.Rating != "" {
			n++
		}
	}
	return n
}

// handleRateItems keeps the whole table of a reviewer's own ratings.
func (s *Server) handleRateItems(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	var given []casework.ReviewRating
	var typed pages.RatingTable
	for n := 1; n <= 25; n++ {
		at := strconv.Itoa(n)
		row := pages.RatingRow{Rating: f.text("rating-" + at), Reason: f.text("reason-" + at)}
		typed.Rows = append(typed.Rows, row)
		given = append(given, casework.ReviewRating{Item: n, Rating: casework.Rating(row.Rating), Reason: row.Reason})
	}
	_, err = s.App.RateItems(r.Context(), visitOf(r).actor, uid, given)
	if p := refusalOf(err); p != nil {
		typed.Problem = p
		return s.showRatings(w, r, statuses[p.Kind], &typed)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/reviews/"+uid.String()+"/rate", "done.review_rated")
}

// rated reads what a reviewer gives one item.
func (f *form) rated(item int) casework.ReviewRating {
	return casework.ReviewRating{Item: item, Rating: casework.Rating(f.text("rating")), Reason: f.text("reason")}
}

// handleRateItem keeps a reviewer's own rating of one item, and goes on to the
// next.
func (s *Server) handleRateItem(w http.ResponseWriter, r *http.Request) error {
	uid, item, f, err := s.itemForm(r)
	if err != nil {
		return err
	}
	one := f.rated(item)
	_, err = s.App.RateItems(r.Context(), visitOf(r).actor, uid, []casework.ReviewRating{one})
	if p := refusalOf(err); p != nil {
		typed := itemTyped{problem: inItem(p, item), rate: &one}
		return s.showReviewItem(w, r, statuses[p.Kind], typed)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, nextItem(uid, item, "/rate"), "done.review_rated")
}

// inItem names the fields of a rating by those of the form of one item.
func inItem(p *problem.Error, item int) *problem.Error {
	of := *p
	of.Fields = nil
	for _, field := range p.Fields {
		field.Name = strings.TrimSuffix(field.Name, "-"+strconv.Itoa(item))
		of.Fields = append(of.Fields, field)
	}
	return &of
}

// nextItem leads from an item to the next, and from the last back to the list.
func nextItem(uid casework.UID, item int, list string) string {
	path := "/reviews/" + uid.String()
	if item >= 25 {
		return path + list
	}
	return path + "/items/" + strconv.Itoa(item+1)
}

// itemForm reads the form of one item.
func (s *Server) itemForm(r *http.Request) (casework.UID, int, *form, error) {
	uid, err := pathUID(r, "review")
	if err != nil {
		return uid, 0, nil, err
	}
	f, err := readForm(r)
	return uid, number(r.PathValue("item")), f, err
}

// handleDraftItem keeps what a reviewer is typing, and says nothing of it.
func (s *Server) handleDraftItem(w http.ResponseWriter, r *http.Request) error {
	uid, item, f, err := s.itemForm(r)
	if err != nil {
		return err
	}
	if _, err := s.App.RateItems(r.Context(), visitOf(r).actor, uid, []casework.ReviewRating{f.rated(item)}); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) handleAgreeItem(w http.ResponseWriter, r *http.Request) error {
	uid, item, f, err := s.itemForm(r)
	if err != nil {
		return err
	}
	in := fidelity.Agreement{Rating: casework.Rating(f.text("rating")), Reason: f.text("reason"), Recommendation: f.text("recommendation"), ChangeReason: f.text("change_reason")}
	_, err = s.App.AgreeItem(r.Context(), visitOf(r).actor, app.ItemRef{Review: uid, Item: item, Revision: number(f.text("revision"))}, in)
	if p := refusalOf(err); p != nil {
		return s.showReviewItem(w, r, statuses[p.Kind], itemTyped{problem: p, agree: &in})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, nextItem(uid, item, ""), "done.review_agreed")
}

func (s *Server) handleCommentItem(w http.ResponseWriter, r *http.Request) error {
	uid, item, f, err := s.itemForm(r)
	if err != nil {
		return err
	}
	typed := pages.CommentForm{Comment: f.text("comment"), Further: f.text("further")}
	_, err = s.App.CommentReviewItem(r.Context(), visitOf(r).actor, app.ItemRef{Review: uid, Item: item, Revision: number(f.text("revision"))}, typed.Comment, typed.Further)
	if p := refusalOf(err); p != nil {
		return s.showReviewItem(w, r, statuses[p.Kind], itemTyped{problem: p, comment: &typed})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, nextItem(uid, item, ""), "done.review_commented")
}

// itemTyped is what was refused on an item's page.
type itemTyped struct {
	problem *problem.Error
	rate    *casework.ReviewRating
	agree   *fidelity.Agreement
	comment *pages.CommentForm
}

func (s *Server) handleReviewItem(w http.ResponseWriter, r *http.Request) error {
	return s.showReviewItem(w, r, http.StatusOK, itemTyped{})
}

func (s *Server) showReviewItem(w http.ResponseWriter, r *http.Request, status int, typed itemTyped) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.ReviewItem(r.Context(), v.actor, uid, number(r.PathValue("item")))
	if err != nil {
		return err
	}
	x := judging{reviewing{v, found.ReviewPage}, found, typed}
	view := x.view()
	return s.render(w, r, status, pages.ReviewItem(s.frame(w, r, view.Title), view))
}

// judging words one item of a review.
type judging struct {
	reviewing
	item  app.ReviewItemPage
	typed itemTyped
}

func (x judging) here() string { return x.path() + "/items/" + strconv.Itoa(x.item.Item.Item) }

func (x judging) view() pages.ReviewItemView {
	t, p, r, i := x.words.T, x.of, x.of.Review, x.item.Item
	view := pages.ReviewItemView{
		Back: ui.Link{Href: x.path(), Text: t("review.title")}, Title: strconv.Itoa(i.Item) + ". " + x.words.Name(i.Name),
		Sub: p.Team.Name + " · " + visitDays(x.words, r), Problem: x.typed.problem, Given: x.given(), Agreed: x.agreed(),
		Anchors: x.anchors(), Evidence: x.about(), Pages: x.pages(),
	}
	if x.item.Evidence != nil {
		e := evidence{x.words, i, *x.item.Evidence}
		view.Facts, view.Tables = e.facts(), e.tables()
	}
	switch {
	case p.Rates && fidelity.Rates(r, x.actor.StaffID):
		view.Rate = x.rateForm()
		view.Back = ui.Link{Href: x.path() + "/rate", Text: t("review.rate")}
	case p.Rates && (r.State == casework.ReviewConsensus || r.State == casework.ReviewDraft || r.State == casework.ReviewComments):
		view.Agree = x.agreeForm()
		if x.typed.problem != nil && x.typed.problem.Kind == problem.Conflict {
			view.Present = view.Agreed
		}
		view.Agreed = x.serviceSaid()
	}
	if p.Keeps && r.State == casework.ReviewComments {
		view.Comment = x.commentForm()
	}
	view.History = changes(x.words, history(x.words, x.item.Revisions, p.Names, x.earlier))
	return view
}

// earlier tells an earlier text of what was agreed.
func (x judging) earlier(words *i18n.Printer, i casework.ReviewItem) string {
	if i.Rating == "" {
		return words.T("review.nothing_agreed")
	}
	return strings.Join(notEmpty(ratingText(words, i.Rating), i.Reason, i.Comment), " · ")
}

func (x judging) pages() ui.PaginationProps {
	n := x.item.Item.Item
	p := ui.PaginationProps{Label: x.words.T("review.items"), Position: x.words.T("review.item_of", "n", n, "all", len(x.of.Edition.Items))}
	at := func(n int) string { return x.path() + "/items/" + strconv.Itoa(n) }
	if n > 1 {
		p.Previous = ui.Link{Href: at(n - 1), Text: x.words.T("review.item_before")}
	}
	if n < len(x.of.Edition.Items) {
		p.Next = ui.Link{Href: at(n + 1), Text: x.words.T("review.item_after")}
	}
	return p
}

func (x judging) own() casework.ReviewRating {
	if x.typed.rate != nil {
		return *x.typed.rate
	}
	for _, one := range x.of.Mine {
		if one.Item == x.item.Item.Item {
			return one
		}
	}
	return casework.ReviewRating{}
}

func (x judging) rateForm() *pages.RateForm {
	own := x.own()
	return &pages.RateForm{Action: x.here() + "/rate", Draft: x.here() + "/draft", Rating: string(own.Rating), Reason: own.Reason, Ratings: ratingOptions(x.words)}
}

// given is what each reviewer gave: the own rating alone until all are in.
func (x judging) given() []ui.Definition {
	var list []ui.Definition
	for _, one := range x.of.Ratings {
		if one.Item == x.item.Item.Item {
			list = append(list, ui.Definition{Term: x.of.Names.Staff[one.StaffID], Text: ratingText(x.words, one.Rating) + " · " + one.Reason})
		}
	}
	own := x.own()
	if len(list) == 0 && x.of.Rates && own.Rating != "" && !fidelity.Rates(x.of.Review, x.actor.StaffID) {
		list = append(list, ui.Definition{Term: x.words.T("review.own_rating"), Text: ratingText(x.words, own.Rating) + " · " + own.Reason})
	}
	return list
}

// agreed is what was agreed and what the service said, for those who may know.
func (x judging) agreed() []ui.Definition {
	t, i := x.words.T, x.item.Agreed
	if i.Rating == "" {
		return nil
	}
	list := []ui.Definition{{Term: t("review.rating"), Text: ratingText(x.words, i.Rating)}}
	add := func(key, text string) {
		if text != "" {
			list = append(list, ui.Definition{Term: t(key), Text: text})
		}
	}
	add("review.reason", x.reason(i))
	add("review.recommendation", i.Recommendation)
	if i.DraftRating != "" {
		add("review.changed_because", t("review.was_draft", "rating", ratingText(x.words, i.DraftRating))+" "+i.ChangeReason)
	}
	return append(list, x.serviceSaid()...)
}

// reason is why the item has its rating: what was agreed, else what the
// reviewers wrote who gave the same.
func (x reviewing) reason(i casework.ReviewItem) string {
	if i.Reason != "" {
		return i.Reason
	}
	var said []string
	for _, one := range x.of.Ratings {
		if one.Item == i.Item && one.Rating == i.Rating {
			said = append(said, one.Reason)
		}
	}
	return strings.Join(said, " · ")
}

func (x judging) serviceSaid() []ui.Definition {
	var list []ui.Definition
	if x.item.Agreed.Comment != "" {
		list = append(list, ui.Definition{Term: x.words.T("review.comment"), Text: x.item.Agreed.Comment})
	}
	if x.item.Agreed.Further != "" {
		list = append(list, ui.Definition{Term: x.words.T("review.further"), Text: x.item.Agreed.Further})
	}
	return list
}

func (x judging) agreeForm() *pages.AgreeForm {
	i := x.item.Agreed
	f := &pages.AgreeForm{Action: x.here() + "/agree", Revision: strconv.Itoa(i.Revision), Rating: string(i.Rating), Reason: i.Reason, Recommendation: i.Recommendation,
		ChangeReason: i.ChangeReason, Changes: x.of.Review.State == casework.ReviewComments, Ratings: ratingOptions(x.words)}
	if a := x.typed.agree; a != nil {
		f.Rating, f.Reason, f.Recommendation, f.ChangeReason = string(a.Rating), a.Reason, a.Recommendation, a.ChangeReason
	}
	return f
}

func (x judging) commentForm() *pages.CommentForm {
	f := &pages.CommentForm{Comment: x.item.Agreed.Comment, Further: x.item.Agreed.Further}
	if x.typed.comment != nil {
		f = x.typed.comment
	}
	f.Action, f.Revision = x.here()+"/comment", strconv.Itoa(x.item.Agreed.Revision)
	return f
}

func (x judging) anchors() ui.TableProps {
	t := x.words.T
	table := ui.TableProps{Label: t("fidelity.anchors"), Narrow: ui.Scrolls, Dense: true, Columns: []ui.Column{{Text: t("fidelity.points")}, {Text: t("fidelity.anchor")}}}
	for n := len(x.item.Item.Anchors); n > 0; n-- {
		a := x.item.Item.Anchors[n-1]
		cell := ui.Cell{Text: x.words.Name(a.Text)}
		if a.Mark != fidelity.Verified {
			cell.Note = t("fidelity.mark." + string(a.Mark))
		}
		table.Rows = append(table.Rows, []ui.Cell{{Text: x.words.Int(n)}, cell})
	}
	return table
}

// about says what the evidence is, or why there is none to see.
func (x judging) about() string {
	t, r := x.words.T, x.of.Review
	switch {
	case x.item.Evidence != nil:
		return t("review.evidence_of", "on", x.item.Evidence.On)
	case r.Steps[casework.StepEvidence].IsZero():
		return t("review.no_evidence")
	case x.of.Rows:
		return t("review.evidence_elsewhere")
	case x.item.Agreed.LiveScore != nil:
		return t("review.evidence_gone_score", "score", *x.item.Agreed.LiveScore)
	}
	return t("review.evidence_gone")
}

// evidence words the frozen evidence of an item.
type evidence struct {
	words *i18n.Printer
	item  fidelity.Item
	of    fidelity.Evidence
}

func (e evidence) facts() []ui.Definition {
	t := e.words.T
	live := fidelity.LiveItem{Scored: fidelity.Scored{Score: e.of.Score, Value: e.of.Value, Tie: e.of.Tie, Warnings: e.of.Warnings}, Window: e.of.Window, N: e.of.N, Missing: e.of.Missing}
	facts := []ui.Definition{{Term: t("review.from_records"), Text: liveText(e.words, e.of.Score)}}
	facts = append(facts, scored{words: e.words}.facts(e.item, live)...)
	for _, w := range e.of.Warnings {
		facts = append(facts, ui.Definition{Term: t("review.warning"), Text: t("fidelity.warning." + string(w))})
	}
	return facts
}

// code is a number in the place of a name; 0 is nobody.
func (e evidence) code(key string, n int) string {
	if n == 0 {
		return ui.Nothing
	}
	return e.words.T("review.code."+key, "n", n)
}

func (e evidence) tables() []ui.TableProps {
	var all []ui.TableProps
	for _, t := range []ui.TableProps{e.coaches(), scored{words: e.words}.parts(e.item, fidelity.LiveItem{Parts: e.of.Parts}), e.rows(), e.weeks()} {
		if len(t.Rows) > 0 {
			t.ShowLabel = false
			all = append(all, t)
		}
	}
	return all
}

func (e evidence) table(label string, columns ...string) ui.TableProps {
	table := ui.TableProps{Label: e.words.T(label), Narrow: ui.Scrolls, Dense: true}
	for _, key := range columns {
		table.Columns = append(table.Columns, ui.Column{Text: e.words.T(key)})
	}
	return table
}

func (e evidence) coaches() ui.TableProps {
	table := e.table("fidelity.per_coach", "client.coach", "fidelity.value_term", "fidelity.points")
	for _, c := range e.of.Coaches {
		row := []ui.Cell{{Text: e.code("coach", c.Coach)}, {Text: ui.Nothing}, {Text: liveText(e.words, c.Score)}}
		if c.Value != nil {
			row[1].Text = e.words.T("fidelity.coach_value."+string(e.item.Formula), "value", e.words.Number(*c.Value))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (e evidence) rows() ui.TableProps {
	t := e.words.T
	table := e.table("review.rows", "review.who", "review.when", "review.what_row")
	for _, r := range e.of.Rows {
		who := notEmpty(e.said("client", r.Client), e.said("coach", r.Coach), e.said("care_team", r.CareTeam), e.said("employer", r.Employer))
		when := r.From
		if r.To != "" {
			when += "–" + r.To
		}
		var what []string
		if r.Work != 0 {
			what = append(what, t("review.code.work", "n", r.Work, "group", r.Group))
		}
		if r.Job != "" {
			what = append(what, t("placement.kind."+string(r.Job)))
			if r.Open {
				what = append(what, t("fidelity.row_open"))
			}
			if r.Permanent {
				what = append(what, t("fidelity.row_permanent"))
			}
			if r.Subsidy {
				what = append(what, t("review.subsidised"))
			}
		}
		if r.Channel != "" {
			what = append(what, t("contact.channel."+r.Channel))
		}
		if r.Days != nil {
			what = append(what, t("review.waited", "n", *r.Days))
		}
		if r.Planned != nil && *r.Planned {
			what = append(what, t("review.by_plan"))
		}
		table.Rows = append(table.Rows, []ui.Cell{{Text: strings.Join(who, " · ")}, {Text: when}, {Text: strings.Join(what, " · ")}})
	}
	return table
}

func (e evidence) said(key string, n int) string {
	if n == 0 {
		return ""
	}
	return e.code(key, n)
}

func (e evidence) weeks() ui.TableProps {
	table := e.table("review.hours", "client.coach", "fidelity.row_week", "fidelity.row_hours", "fidelity.row_employment", "fidelity.row_community")
	for _, w := range e.of.Weeks {
		table.Rows = append(table.Rows, []ui.Cell{{Text: e.code("coach", w.Coach)}, {Text: w.Week.String()}, {Text: e.words.Number(w.Hours)},
			{Text: e.words.Number(w.Employment)}, {Text: e.words.Number(w.Community)}})
	}
	return table
}
