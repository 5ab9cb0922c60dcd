package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// reviewRoutes are the routes of reviews and of the development plans that
// follow from them.
func (s *Server) reviewRoutes() []route {
	return []route{
		{"GET /reviews", signedIn, s.handleReviews},
		{"GET /reviews/new", signedIn, s.handleReviewForm},
		{"POST /reviews/new", signedIn, s.handlePlanReview},
		{"GET /reviews/compare", signedIn, s.handleCompareReviews},
		{"GET /reviews/{review}", signedIn, s.handleReview},
		{"GET /reviews/{review}/plan", signedIn, s.handleReviewForm},
		{"POST /reviews/{review}/plan", signedIn, s.handleReplanReview},
		{"POST /reviews/{review}/steps/{step}", signedIn, s.handleTickReview},
		{"POST /reviews/{review}/moves/{move}", signedIn, s.handleMoveReview},
		{"POST /reviews/{review}/talks", signedIn, s.handleNoteInterview},
		{"POST /reviews/{review}/talks/{talk}/drop", signedIn, s.handleDropInterview},
		{"POST /reviews/{review}/forget", signedIn, s.handleForgetReview},
		{"POST /reviews/{review}/correct", signedIn, s.handleCorrectReview},
		{"GET /reviews/{review}/rate", signedIn, s.handleRatings},
		{"POST /reviews/{review}/rate", signedIn, s.handleRateItems},
		{"POST /reviews/{review}/hand-in", signedIn, s.handleHandIn},
		{"GET /reviews/{review}/items/{item}", signedIn, s.handleReviewItem},
		{"POST /reviews/{review}/items/{item}/rate", signedIn, s.handleRateItem},
		{"POST /reviews/{review}/items/{item}/draft", signedIn, s.handleDraftItem},
		{"POST /reviews/{review}/items/{item}/agree", signedIn, s.handleAgreeItem},
		{"POST /reviews/{review}/items/{item}/comment", signedIn, s.handleCommentItem},
		{"GET /reviews/{review}/report", signedIn, s.handleReport},
		{"POST /reviews/{review}/report", signedIn, s.handleWriteReport},
		{"POST /reviews/{review}/sign", signedIn, s.handleSignReview},
		{"GET /development", signedIn, s.handleDevelopment},
		{"GET /development/new", signedIn, s.handleNewAction},
		{"POST /development/new", signedIn, s.handleAddAction},
		{"GET /development/{action}", signedIn, s.handleAction},
		{"POST /development/{action}", signedIn, s.handleChangeAction},
	}
}

// matters are what waits for this person in reviews and plans; nobody's who has
// nothing to do with them.
func (s *Server) matters(r *http.Request) ([]ui.RowProps, error) {
	v := visitOf(r)
	if !canReach(v, access.ReadReview) {
		return nil, nil
	}
	found, err := s.App.ReviewMatters(r.Context(), v.actor)
	return matterRows(v, found), err
}

func matterRows(v *visit, all []app.ReviewMatter) []ui.RowProps {
	t := v.words.T
	var rows []ui.RowProps
	for _, m := range all {
		row := ui.RowProps{Mark: ui.MarkSoon, MarkText: t("today.soon")}
		if m.Late {
			row.Mark, row.MarkText = ui.MarkLate, t("today.late")
		}
		due := t("review.due", "on", m.On)
		switch m.Kind {
		case app.MatterNextReview:
			row.Name, row.Why = t("review.next_due", "team", m.Team.Name), due
			row.Action = ui.Link{Href: "/reviews/new?team=" + m.Team.UID.String(), Text: t("review.plan"), About: m.Team.Name}
		case app.MatterStep:
			row.Name, row.Why = t("review.of_team", "team", m.Team.Name), t("review.step."+string(m.Step))+" · "+due
			row.Action = ui.Link{Href: "/reviews/" + m.Review.UID.String(), Text: t("client.open"), About: row.Name}
		case app.MatterAction:
			row.Name, row.Why = m.Action.Action, t("development.title")+" · "+m.Team.Name+" · "+due
			row.Action = ui.Link{Href: "/development/" + m.Action.UID.String(), Text: t("client.open"), About: m.Action.Action}
		}
		rows = append(rows, row)
	}
	return rows
}

func (s *Server) handleReviews(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	found, err := s.App.Reviews(r.Context(), v.actor)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.Reviews(s.frame(w, r, v.words.T("review.list_title")), reviewsView(v, found)))
}

func reviewsView(v *visit, found app.Reviews) pages.ReviewsView {
	t := v.words.T
	view := pages.ReviewsView{
		Matters: matterRows(v, found.Matters),
		Compare: ui.Link{Href: "/reviews/compare", Text: t("review.compare")},
		Teams: ui.TableProps{Label: t("review.teams"), Narrow: ui.Stacks,
			Columns: []ui.Column{{Text: t("fidelity.team")}, {Text: t("review.last")}, {Text: t("review.next_on")}, {}}},
	}
	for _, team := range found.Teams {
		row := []ui.Cell{{Text: team.Team.Name, Href: "/development?team=" + team.Team.UID.String()}, {Text: ui.Nothing}, {Text: t("review.under_way")}, {}}
		if team.Last != nil {
			row[1] = ui.Cell{Text: v.words.Day(team.Last.To) + " · " + resultText(v.words, *team.Last)}
		}
		if !team.NextOn.IsZero() {
			row[2].Text = v.words.Day(team.NextOn)
		} else if team.Last == nil {
			row[2].Text = ui.Nothing
		}
		if team.Keeps {
			row[3] = ui.Cell{Text: t("review.plan"), Href: "/reviews/new?team=" + team.Team.UID.String()}
			view.Plan = ui.Link{Href: "/reviews/new", Text: t("review.plan")}
		}
		view.Teams.Rows = append(view.Teams.Rows, row)
		view.Development = ui.Link{Href: "/development", Text: t("development.title")}
	}
	for _, line := range found.Reviews {
		view.Reviews = append(view.Reviews, reviewRow(v.words, line))
	}
	return view
}

// resultText is what a signed review came to.
func resultText(words *i18n.Printer, r casework.Review) string {
	total := fidelity.Total(r)
	if total == nil {
		return words.T("review.no_total", "n", len(r.Scores))
	}
	return words.T("review.total", "total", *total, "band", words.T("figures.band."+string(fidelity.BandOf(*total))))
}

func reviewRow(words *i18n.Printer, line app.ReviewLine) ui.RowProps {
	t, r := words.T, line.Review
	row := ui.RowProps{Name: line.Team.Name + " · " + visitDays(words, r), NameHref: "/reviews/" + r.UID.String(), Why: t("review.kind." + string(r.Kind)), Tag: reviewTag(words, r)}
	if r.Held() {
		row.Why += " · " + resultText(words, r)
	} else if line.Next != nil && !line.Next.On.IsZero() {
		row.Why += " · " + t("review.step."+string(line.Next.Step)) + ": " + words.Day(line.Next.On)
	}
	if line.Replaced {
		row.Why += " · " + t("review.replaced")
	}
	if r.CorrectsID != 0 {
		row.Why += " · " + t("review.version")
	}
	return row
}

func visitDays(words *i18n.Printer, r casework.Review) string {
	if r.From == r.To {
		return words.Day(r.From)
	}
	return words.Day(r.From) + "–" + words.Day(r.To)
}

func stateOf(r casework.Review) casework.ReviewState { return cmp.Or(r.State, casework.ReviewSigned) }

func reviewTag(words *i18n.Printer, r casework.Review) templ.Component {
	kind := ui.TagInfo
	switch {
	case r.Held():
		kind = ui.TagGood
	case r.State == casework.ReviewCancelled:
		kind = ui.TagPlain
	}
	return ui.Tag(kind, words.T("review.state."+string(stateOf(r))))
}

// handleReviewForm shows the form of a new review, or of the plan of one.
func (s *Server) handleReviewForm(w http.ResponseWriter, r *http.Request) error {
	return s.showReviewForm(w, r, http.StatusOK, nil)
}

// showReviewForm shows the form; typed is what was refused, or nil.
func (s *Server) showReviewForm(w http.ResponseWriter, r *http.Request, status int, typed *pages.ReviewForm) error {
	v := visitOf(r)
	t := v.words.T
	var of casework.UID
	if r.PathValue("review") != "" { // the plan of a review that there is
		var err error
		if of, err = pathUID(r, "review"); err != nil {
			return err
		}
	}
	team := uidOf(r.URL.Query().Get("team"))
	if typed != nil {
		team = uidOf(typed.Team)
	}
	offer, err := s.App.ReviewForm(r.Context(), v.actor, team, of)
	if err != nil {
		return err
	}
	form := pages.ReviewForm{UID: s.App.IDs().String(), Kind: string(casework.ReviewPeer), Sources: wordsOf(casework.ReviewSources), Reviewers: []pages.ReviewerField{{}, {}}}
	if offer.Review.ID != 0 {
		form = plannedForm(offer)
	}
	if typed != nil {
		form = *typed
	}
	form.Title, form.Action = t("review.plan"), "/reviews/new"
	form.Back = ui.Link{Href: "/reviews", Text: t("review.list_title")}
	if offer.Review.ID != 0 {
		form.Title, form.Action, form.Revision = t("review.replan"), "/reviews/"+of.String()+"/plan", strconv.Itoa(offer.Review.Revision)
		form.Back = ui.Link{Href: "/reviews/" + of.String(), Text: t("review.title")}
	}
	for _, one := range offer.Teams {
		form.Teams = append(form.Teams, ui.Option{Value: one.UID.String(), Text: one.Name})
	}
	form.Team = offer.Team.UID.String()
	for _, person := range offer.Staff {
		text := person.Name
		if slices.Contains(offer.OfTeam, person.ID) {
			text = t("review.of_own_team", "name", person.Name)
		}
		form.Staff = append(form.Staff, ui.Option{Value: person.UID.String(), Text: text})
	}
	for i := range form.Reviewers {
		form.Reviewers[i].N = strconv.Itoa(i + 1)
	}
	return s.render(w, r, status, pages.PlanReview(s.frame(w, r, form.Title), form))
}

func wordsOf[T ~string](all []T) []string {
	texts := make([]string, len(all))
	for i, w := range all {
		texts[i] = string(w)
	}
	return texts
}

func plannedForm(offer app.ReviewForm) pages.ReviewForm {
	r := offer.Review
	form := pages.ReviewForm{UID: r.UID.String(), Kind: string(r.Kind), From: r.From.String(), To: r.To.String(), Reviewers: []pages.ReviewerField{{}, {}}}
	for _, source := range r.Sources {
		form.Sources = append(form.Sources, string(source.Source))
	}
	for i, one := range r.Reviewers {
		for _, person := range offer.Staff {
			if person.ID == one.StaffID && i < len(form.Reviewers) {
				form.Reviewers[i] = pages.ReviewerField{Staff: person.UID.String(), Organisation: one.Organisation, Until: one.To.String()}
			}
		}
	}
	return form
}

// review reads the form of a plan.
func (f *form) review() (pages.ReviewForm, app.ReviewInput) {
	p := pages.ReviewForm{UID: f.text("uid"), Team: f.text("team"), Kind: f.text("kind"), From: f.text("from"), To: f.text("to"), Sources: f.texts("sources")}
	in := app.ReviewInput{UID: f.uid("uid"), Team: f.uid("team"), Kind: casework.ReviewKind(p.Kind), From: f.day("from"), To: f.day("to")}
	for _, source := range p.Sources {
		in.Sources = append(in.Sources, casework.SourceUsed{Source: casework.ReviewSource(source)})
	}
	for n := range 2 {
		at := strconv.Itoa(n + 1)
		one := pages.ReviewerField{Staff: f.text("reviewer-" + at), Organisation: f.text("organisation-" + at), Until: f.text("until-" + at)}
		p.Reviewers = append(p.Reviewers, one)
		if one.Staff != "" {
			in.Reviewers = append(in.Reviewers, app.ReviewerInput{Staff: uidOf(one.Staff), Organisation: one.Organisation, Until: f.day("until-" + at)})
		}
	}
	return p, in
}

func (s *Server) handlePlanReview(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, in := f.review()
	var made casework.Review
	if err = f.invalid(); err == nil {
		made, err = s.App.PlanReview(r.Context(), visitOf(r).actor, in)
	}
	if typed.Problem = mistakes(err); typed.Problem != nil {
		return s.showReviewForm(w, r, http.StatusUnprocessableEntity, &typed)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/reviews/"+made.UID.String(), "done.review_planned")
}

func (s *Server) handleReplanReview(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed, in := f.review()
	if err = f.invalid(); err == nil {
		_, err = s.App.ReplanReview(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(f.text("revision"))}, in)
	}
	if p := refusalOf(err); p != nil {
		typed.Problem = p
		return s.showReviewForm(w, r, statuses[p.Kind], &typed)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/reviews/"+uid.String(), "done.review_planned")
}

func (s *Server) handleTickReview(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	_, err = s.App.TickReview(r.Context(), visitOf(r).actor, uid, casework.ReviewStep(r.PathValue("step")), f.yes("done"))
	return s.backToReview(w, r, uid, "done.review_step", err)
}

func (s *Server) handleMoveReview(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	_, err = s.App.MoveReview(r.Context(), visitOf(r).actor, uid, fidelity.Move(r.PathValue("move")))
	if p := mistakes(err); p != nil { // a report without a summary is mended where it is written
		return s.showReport(w, r, http.StatusUnprocessableEntity, &pages.ReportForm{Problem: p})
	}
	return s.backToReview(w, r, uid, "done.review_moved", err)
}

func (s *Server) handleForgetReview(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	err = s.App.ForgetReview(r.Context(), visitOf(r).actor, uid)
	return s.backToReview(w, r, uid, "done.review_forgotten", err)
}

func (s *Server) handleHandIn(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	_, err = s.App.HandInRatings(r.Context(), visitOf(r).actor, uid)
	if p := mistakes(err); p != nil {
		return s.showRatings(w, r, http.StatusUnprocessableEntity, &pages.RatingTable{Problem: p})
	}
	return s.backToReview(w, r, uid, "done.review_handed_in", err)
}

func (s *Server) handleSignReview(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	_, err = s.App.SignReview(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(f.text("revision"))})
	return s.backToReview(w, r, uid, "done.review_signed", err)
}

// backToReview ends a deed on a review: with a word that it is done, or with
// what stood in the way on the review's page.
func (s *Server) backToReview(w http.ResponseWriter, r *http.Request, uid casework.UID, word string, err error) error {
	if p := problem.As(err); p != nil && p.Kind == problem.Conflict {
		return s.showReview(w, r, http.StatusConflict, reviewTyped{problem: p})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/reviews/"+uid.String(), word)
}

// reviewTyped is what was refused on a review's page.
type reviewTyped struct {
	problem *problem.Error
	talk    *pages.TalkForm
	correct *pages.CorrectForm
}

func (s *Server) handleReview(w http.ResponseWriter, r *http.Request) error {
	return s.showReview(w, r, http.StatusOK, reviewTyped{})
}

// showReview shows a review's workspace. Where its personal data are to go, they
// go now.
func (s *Server) showReview(w http.ResponseWriter, r *http.Request, status int, typed reviewTyped) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Review(r.Context(), v.actor, uid)
	if err == nil && found.ForgetDue {
		if err = s.App.ForgetReview(r.Context(), v.actor, uid); err == nil {
			found, err = s.App.Review(r.Context(), v.actor, uid)
		}
	}
	if err != nil {
		return err
	}
	view := reviewing{v, found}.view(s.App.IDs)
	view.Problem = typed.problem
	if typed.talk != nil {
		view.Talk = typed.talk
	}
	if typed.correct != nil {
		view.Correct = typed.correct
	}
	return s.render(w, r, status, pages.Review(s.frame(w, r, view.Title), view))
}

// reviewing words a review for who looks at it.
type reviewing struct {
	*visit
	of app.ReviewPage
}

func (x reviewing) path() string { return "/reviews/" + x.of.Review.UID.String() }

func (x reviewing) view(ids func() casework.UID) pages.ReviewView {
	t, p, r := x.words.T, x.of, x.of.Review
	view := pages.ReviewView{
		Back: ui.Link{Href: "/reviews", Text: t("review.list_title")}, Title: t("review.title"), Sub: p.Team.Name + " · " + visitDays(x.words, r),
		Tag: reviewTag(x.words, r), Path: x.path(), Next: x.next(), Facts: x.cover(), Steps: x.steps(), Items: x.items(), Talks: x.talks(),
		Cancel: p.Keeps && slices.Contains(p.Moves, fidelity.Cancel),
	}
	switch {
	case p.Replaced != nil && p.Replaced.Held():
		view.Notice, view.Link = t("review.replaced_text"), ui.Link{Href: "/reviews/" + p.Replaced.UID.String(), Text: t("review.newer")}
	case p.Replaced != nil:
		view.Notice, view.Link = t("review.being_corrected"), ui.Link{Href: "/reviews/" + p.Replaced.UID.String(), Text: t("review.newer")}
	case p.Corrects != nil:
		view.Notice, view.Link = t("review.corrects", "note", r.Note), ui.Link{Href: "/reviews/" + p.Corrects.UID.String(), Text: t("review.older")}
	}
	if x.agrees() && (len(p.Items) > 0 || len(r.Scores) > 0) {
		view.Report = ui.Link{Href: x.path() + "/report", Text: t("review.report")}
	}
	if p.Keeps && (r.State == casework.ReviewPlanned || r.State == casework.ReviewEvidence) {
		view.Edit = ui.Link{Href: x.path() + "/plan", Text: t("review.replan")}
	}
	if p.Rates && !r.Held() && !r.Steps[casework.StepEvidence].IsZero() {
		view.Talk = &pages.TalkForm{UID: ids().String(), On: x.today.String(), Personal: true}
	}
	if p.Rates && r.Held() && p.Replaced == nil && len(p.Items) > 0 {
		view.Correct = &pages.CorrectForm{UID: ids().String()}
	}
	x.fillForget(&view)
	x.fillActions(&view)
	return view
}

func (x reviewing) fillForget(view *pages.ReviewView) {
	t, r := x.words.T, x.of.Review
	for _, d := range fidelity.Timeline(r) {
		switch {
		case d.Step != casework.StepForgotten || r.Steps[casework.StepEvidence].IsZero():
		case !d.DoneOn.IsZero():
			view.Forget = t("review.forgotten_on", "on", d.DoneOn)
		default:
			view.Forget, view.MayForget = t("review.forget_on", "on", d.On), x.of.Forgets
		}
	}
}

func (x reviewing) fillActions(view *pages.ReviewView) {
	if !x.of.Review.Held() || len(x.of.Items) == 0 {
		return
	}
	for _, a := range x.of.Actions {
		view.Actions = append(view.Actions, actionRow(x.words, a, x.today))
	}
	if x.of.Keeps {
		view.AddAction = ui.Link{Href: "/development/new?" + url.Values{"review": {x.of.Review.UID.String()}}.Encode(), Text: x.words.T("development.add")}
	}
}

// next says what the review waits for, and leads there.
func (x reviewing) next() pages.ReviewNext {
	t, p, r := x.words.T, x.of, x.of.Review
	side := "service"
	if p.Rates {
		side = "reviewer"
	}
	next := pages.ReviewNext{Text: t("review.waits." + side + "." + string(stateOf(r)))}
	for _, m := range p.Moves {
		if m != fidelity.Cancel {
			next.Moves = append(next.Moves, pages.ReviewMove{Action: x.path() + "/moves/" + string(m), Text: t("review.move." + string(m))})
		}
	}
	if !p.Rates {
		if p.Keeps && r.State == casework.ReviewComments {
			next.Links = []ui.Link{{Href: x.path() + "/items/1", Text: t("review.comment_title")}}
		}
		return next
	}
	own := r.Reviewer(x.actor.StaffID)
	switch r.State {
	case casework.ReviewVisit, casework.ReviewRatings:
		next.Links = []ui.Link{{Href: x.path() + "/rate", Text: t("review.rate")}}
		if !own.HandedInOn.IsZero() {
			next.Text = t("review.waits_for_other")
		}
	case casework.ReviewConsensus, casework.ReviewDraft:
		n := 1
		if open := fidelity.Unsettled(p.Items); len(open) > 0 {
			n = open[0]
		}
		next.Links = []ui.Link{{Href: x.path() + "/items/" + strconv.Itoa(n), Text: t("review.agree")}, {Href: x.path() + "/report", Text: t("review.write")}}
	case casework.ReviewComments:
		next.Links = []ui.Link{{Href: x.path() + "/report", Text: t("review.report")}}
		if own.SignedOn.IsZero() {
			next.Sign = strconv.Itoa(r.Revision)
		} else {
			next.Text = t("review.signed_waits")
		}
	}
	return next
}

// cover are the facts of a review.
func (x reviewing) cover() []ui.Definition {
	t, r := x.words.T, x.of.Review
	facts := []ui.Definition{
		{Term: t("fidelity.team"), Text: x.of.Team.Name},
		{Term: t("review.kind_label"), Text: t("review.kind." + string(r.Kind))},
		{Term: t("review.visit"), Text: visitDays(x.words, r)},
	}
	if x.of.Edition != nil {
		facts = append(facts, ui.Definition{Term: t("fidelity.scale"), Text: t("review.edition", "scale", x.words.Name(x.of.Edition.Name), "n", x.of.Edition.Edition)})
	}
	for _, one := range r.Reviewers {
		said := []string{x.of.Names.Staff[one.StaffID], one.Organisation}
		switch {
		case r.Held() || r.State == casework.ReviewComments:
			if !one.SignedOn.IsZero() {
				said = append(said, t("review.signed_on", "on", one.SignedOn))
			}
		case !one.HandedInOn.IsZero():
			said = append(said, t("review.handed_in_on", "on", one.HandedInOn))
		default:
			said = append(said, t("review.let_in_until", "on", one.To))
		}
		facts = append(facts, ui.Definition{Term: t("review.reviewer"), Text: strings.Join(notEmpty(said...), " · ")})
	}
	var sources []string
	for _, s := range r.Sources {
		text := t("review.source." + string(s.Source))
		if s.N != nil {
			text += " (" + x.words.Int(*s.N) + ")"
		}
		sources = append(sources, text)
	}
	if len(sources) > 0 {
		facts = append(facts, ui.Definition{Term: t("review.sources"), Text: strings.Join(sources, ", ")})
	}
	return facts
}

// steps is the timeline. Who keeps the review ticks what is to be prepared.
func (x reviewing) steps() []pages.ReviewStep {
	t, r := x.words.T, x.of.Review
	if len(r.Steps) == 0 && r.Held() {
		return nil
	}
	open := map[casework.ReviewStep]bool{}
	for _, d := range fidelity.OpenSteps(r) {
		open[d.Step] = true
	}
	var steps []pages.ReviewStep
	for _, d := range fidelity.Timeline(r) {
		row := ui.RowProps{Name: t("review.step." + string(d.Step)), Mark: ui.MarkNormal, MarkText: t("meeting.state.ahead")}
		switch {
		case !d.DoneOn.IsZero():
			row.Mark, row.MarkText, row.Why = ui.MarkDone, t("task.done"), x.words.Day(d.DoneOn)
		case d.On.IsZero():
		case d.Late(x.today) && open[d.Step]:
			row.Mark, row.MarkText, row.Why = ui.MarkLate, t("today.late"), t("review.due", "on", d.On)
		default:
			row.Why = t("review.due", "on", d.On)
		}
		if d.DoneOn.IsZero() && !open[d.Step] {
			continue // it does not wait any more
		}
		step := pages.ReviewStep{Row: row, Done: !d.DoneOn.IsZero()}
		if x.of.Keeps && x.ticks(d.Step) {
			step.Tick = x.path() + "/steps/" + string(d.Step)
		}
		steps = append(steps, step)
	}
	return steps
}

func (x reviewing) ticks(step casework.ReviewStep) bool {
	if step == casework.StepCommented {
		return x.of.Review.State == casework.ReviewComments
	}
	early := x.of.Review.State == casework.ReviewPlanned || x.of.Review.State == casework.ReviewEvidence
	return early && slices.Contains(fidelity.Prepared, step)
}

// items are the criteria with what the one who looks may know of each.
func (x reviewing) items() ui.TableProps {
	t, p := x.words.T, x.of
	table := ui.TableProps{Label: t("review.items"), Narrow: ui.Stacks,
		Columns: []ui.Column{{Text: t("review.item")}, {Text: t("review.from_records"), Numeric: true}}}
	own := len(p.Mine) > 0 || p.Rates
	if own {
		table.Columns = append(table.Columns, ui.Column{Text: t("review.own_rating"), Numeric: true})
	}
	if x.agrees() {
		table.Columns = append(table.Columns, ui.Column{Text: t("review.agreed"), Numeric: true})
	}
	mine := map[int]casework.Rating{}
	for _, one := range p.Mine {
		mine[one.Item] = one.Rating
	}
	for _, item := range p.Items {
		row := []ui.Cell{{Text: strconv.Itoa(item.Item) + ". " + x.words.Name(p.Edition.Item(item.Item).Name), Href: x.path() + "/items/" + strconv.Itoa(item.Item)}, {Text: liveText(x.words, item.LiveScore)}}
		if own {
			row = append(row, ui.Cell{Text: ratingText(x.words, mine[item.Item])})
		}
		if x.agrees() {
			cell := ui.Cell{Text: ratingText(x.words, item.Rating)}
			if item.DraftRating != "" {
				cell.Note = t("review.was_draft", "rating", ratingText(x.words, item.DraftRating))
			}
			row = append(row, cell)
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// agrees tells whether there is an agreement to see: the reviewers' once all have
// handed in, the service's once the report was sent.
func (x reviewing) agrees() bool {
	return x.of.ReportSeen && (fidelity.Seen(x.of.Review) || x.of.Review.Held())
}

func liveText(words *i18n.Printer, score *int) string {
	if score == nil {
		return ui.Nothing
	}
	return words.Int(*score)
}

// ratingText is a rating in a figure or two words.
func ratingText(words *i18n.Printer, r casework.Rating) string {
	switch r {
	case "":
		return ui.Nothing
	case casework.NotRated:
		return words.T("review.cannot_rate")
	}
	return string(r)
}

func (x reviewing) talks() []pages.ReviewTalk {
	var talks []pages.ReviewTalk
	for _, one := range x.of.Talks {
		talk := pages.ReviewTalk{Row: ui.RowProps{Name: x.words.T("review.role." + string(one.Role)), Why: x.words.Day(one.On)}, Text: one.Text}
		if one.Personal {
			talk.Row.Why += " · " + x.words.T("review.personal")
		}
		if one.RecordedBy == x.actor.StaffID && !x.of.Review.Held() {
			talk.Drop = x.path() + "/talks/" + one.UID.String() + "/drop"
		}
		talks = append(talks, talk)
	}
	return talks
}

func (s *Server) handleNoteInterview(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed := pages.TalkForm{UID: f.text("uid"), On: f.text("on"), Role: f.text("role"), Text: f.text("text"), Personal: f.yes("personal")}
	talk := casework.Interview{On: f.day("on"), Role: casework.InterviewRole(typed.Role), Text: typed.Text, Personal: typed.Personal}
	talk.UID = f.uid("uid")
	if err = f.invalid(); err == nil {
		_, err = s.App.NoteInterview(r.Context(), visitOf(r).actor, uid, talk)
	}
	if typed.Problem = mistakes(err); typed.Problem != nil {
		return s.showReview(w, r, http.StatusUnprocessableEntity, reviewTyped{talk: &typed})
	}
	return s.backToReview(w, r, uid, "done.review_talk", err)
}

func (s *Server) handleDropInterview(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	talk, err := pathUID(r, "talk")
	if err != nil {
		return err
	}
	return s.backToReview(w, r, uid, "done.review_talk_dropped", s.App.DropInterview(r.Context(), visitOf(r).actor, uid, talk))
}

func (s *Server) handleCorrectReview(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "review")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed := pages.CorrectForm{UID: f.text("uid"), Note: f.text("note")}
	made, err := s.App.CorrectReview(r.Context(), visitOf(r).actor, uid, f.uid("uid"), typed.Note)
	if typed.Problem = mistakes(err); typed.Problem != nil {
		return s.showReview(w, r, http.StatusUnprocessableEntity, reviewTyped{correct: &typed})
	}
	return s.backToReview(w, r, made.UID, "done.review_version", err)
}
