package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/internal/store"
	"sijoita/problem"
)

// Reviews are the fidelity reviews that the actor may see, and what waits in them.
type Reviews struct {
	On      casework.Day
	Teams   []ReviewedTeam // those that the actor may see as a whole
	Reviews []ReviewLine   // the newest first
	Matters []ReviewMatter
}

// ReviewedTeam is a team with its last review and when the next is due.
type ReviewedTeam struct {
	Team   casework.Team
	Last   *casework.Review // signed; nil: none
	NextOn casework.Day     // zero: it is planned, or there was none yet
	Keeps  bool             // the actor may plan one
}

// ReviewLine is a review as a list shows it.
type ReviewLine struct {
	Review   casework.Review
	Team     casework.Team
	Next     *fidelity.Due // the first step that waits
	Replaced bool          // a newer version of it is signed
	Mine     bool          // the actor rates it
}

// MatterKind is why something of a review or a development plan waits.
type MatterKind string

// The kinds.
const (
	MatterNextReview MatterKind = "next_review" // the team's next review is due
	MatterStep       MatterKind = "step"        // a step of a review
	MatterAction     MatterKind = "action"      // an action of a development plan
)

// ReviewMatter is one matter that waits.
type ReviewMatter struct {
	Kind   MatterKind
	Team   casework.Team
	Review *casework.Review
	Step   casework.ReviewStep
	Action *casework.PlanAction
	On     casework.Day
	Late   bool
}

// Reviews lists the reviews of the teams that the actor may see, and those that
// let the actor in.
func (a *App) Reviews(ctx context.Context, actor access.Actor) (Reviews, error) {
	return show(ctx, a, actor, func(t *turn) (Reviews, error) {
		page := Reviews{On: t.day}
		if err := t.mayReviews(); err != nil {
			return page, err
		}
		teams, all, err := t.everyReview()
		if err != nil {
			return page, err
		}
		replaced := replacedBy(all)
		for _, r := range slices.Backward(all) {
			if !t.sees(access.ReadReview, t.reviewResource(r)) {
				continue
			}
			line := ReviewLine{Review: r, Team: teamIn(teams, r.TeamID), Replaced: replaced[r.ID] != 0, Mine: r.Reviewer(actor.StaffID) != nil}
			if next := fidelity.OpenSteps(r); len(next) > 0 {
				line.Next = &next[0]
			}
			page.Reviews = append(page.Reviews, line)
		}
		for _, team := range teams {
			if t.sees(access.ReadReview, t.teamResource(team.ID)) {
				page.Teams = append(page.Teams, t.reviewedTeam(team, all, replaced))
			}
		}
		page.Matters, err = t.matters(teams, all)
		t.shows(audit.Listed, "review", "", counted(int64(len(page.Reviews)), "reviews"))
		return page, err
	})
}

// mayReviews asks whether the actor has anything to do with reviews at all.
func (t *turn) mayReviews() error {
	return t.may(access.ReadReview, access.OwnReviews(t.actor, t.day), "review", "")
}

// sees asks without touching the decision that the use case stands on.
func (t *turn) sees(action access.Action, resource access.Resource) bool {
	return access.Decide(t.actor, action, resource, t.day).Allowed
}

// everyReview lists the county's teams and reviews, without the texts of the
// reports: lists show none, and some are not to be read yet.
func (t *turn) everyReview() ([]casework.Team, []casework.Review, error) {
	teams, err := t.tx.Teams()
	if err != nil {
		return nil, nil, err
	}
	all, err := t.tx.EveryReview()
	for i := range all {
		all[i].Summary, all[i].Strengths, all[i].Recommendations = "", "", ""
	}
	return teams, all, err
}

// replacedBy finds, of the reviews of which a newer version is signed, which it is.
func replacedBy(all []casework.Review) map[int64]int64 {
	replaced := map[int64]int64{}
	for _, r := range all {
		if r.CorrectsID != 0 && r.Held() {
			replaced[r.CorrectsID] = r.ID
		}
	}
	return replaced
}

func teamIn(teams []casework.Team, id int64) casework.Team {
	for _, team := range teams {
		if team.ID == id {
			return team
		}
	}
	return casework.Team{}
}

func ofTeam(all []casework.Review, team int64) []casework.Review {
	return kept(all, func(r casework.Review) bool { return r.TeamID == team })
}

func (t *turn) reviewedTeam(team casework.Team, all []casework.Review, replaced map[int64]int64) ReviewedTeam {
	own := ofTeam(all, team.ID)
	held := kept(own, func(r casework.Review) bool { return r.Held() && replaced[r.ID] == 0 })
	of := ReviewedTeam{Team: team, Last: lastReview(held, t.day), Keeps: t.sees(access.KeepReview, t.teamResource(team.ID))}
	of.NextOn, _ = fidelity.NextReviewOf(own)
	return of
}

// reviewResource is a review as the policies see it: its team, and whom it lets
// in on the day.
func (t *turn) reviewResource(r casework.Review) access.Resource {
	resource := t.teamResource(r.TeamID)
	for _, one := range r.Reviewers {
		if one.Holds(t.day) {
			resource.Reviewers = append(resource.Reviewers, one.StaffID)
		}
	}
	return resource
}

// ReviewMatters gives what waits in the reviews and development plans of the
// actor: for who keeps a team's reviews everything, for the reviewers their own
// reviews, for others the actions they answer for.
func (a *App) ReviewMatters(ctx context.Context, actor access.Actor) ([]ReviewMatter, error) {
	return show(ctx, a, actor, func(t *turn) ([]ReviewMatter, error) {
		if err := t.mayReviews(); err != nil {
			return nil, err
		}
		teams, all, err := t.everyReview()
		if err != nil {
			return nil, err
		}
		matters, err := t.matters(teams, all)
		t.shows(audit.Listed, "review", "", counted(int64(len(matters)), "matters"))
		return matters, err
	})
}

func (t *turn) matters(teams []casework.Team, all []casework.Review) ([]ReviewMatter, error) {
	var matters []ReviewMatter
	for _, team := range teams {
		if on, due := fidelity.NextReviewOf(ofTeam(all, team.ID)); due && t.sees(access.KeepReview, t.teamResource(team.ID)) && !on.After(t.day.AddDays(fidelity.ReviewAhead)) {
			matters = append(matters, ReviewMatter{Kind: MatterNextReview, Team: team, On: on})
		}
	}
	for i, r := range all {
		resource := t.reviewResource(r)
		if !t.sees(access.KeepReview, resource) && !t.sees(access.RateReview, resource) {
			continue
		}
		if d, there := fidelity.Soonest(r, t.day); there {
			matters = append(matters, ReviewMatter{Kind: MatterStep, Team: teamIn(teams, r.TeamID), Review: &all[i], Step: d.Step, On: d.On})
		}
	}
	actions, err := t.tx.OpenActions()
	for i, action := range actions {
		resource := t.teamResource(action.TeamID)
		mine := action.StaffID == t.actor.StaffID && t.sees(access.ReadReview, resource)
		if soon := !action.DueOn.IsZero() && !action.DueOn.After(t.day.AddDays(fidelity.Ahead)); soon && (mine || t.sees(access.KeepReview, resource)) {
			matters = append(matters, ReviewMatter{Kind: MatterAction, Team: teamIn(teams, action.TeamID), Action: &actions[i], On: action.DueOn})
		}
	}
	for i := range matters {
		matters[i].Late = matters[i].On.Before(t.day)
	}
	slices.SortStableFunc(matters, func(a, b ReviewMatter) int { return a.On.Compare(b.On) })
	return matters, err
}

// ReviewForm is what the form of a review offers.
type ReviewForm struct {
	Review casework.Review // that is changed; zero: a new one
	Team   casework.Team
	Teams  []casework.Team  // whose reviews the actor keeps
	Staff  []casework.Staff // who may be let in: reviewers, and the team's own people
	OfTeam []int64          // those who work in the team
}

// ReviewForm gives the form of a new review of a team, or, with a review, that of
// its plan. Problems: NotFound; Forbidden for a team whose reviews the actor does
// not keep.
func (a *App) ReviewForm(ctx context.Context, actor access.Actor, team, review casework.UID) (ReviewForm, error) {
	return show(ctx, a, actor, func(t *turn) (ReviewForm, error) {
		var f ReviewForm
		var err error
		all, err := t.tx.Teams()
		if err != nil {
			return f, err
		}
		f.Teams = kept(all, func(team casework.Team) bool { return t.sees(access.KeepReview, t.teamResource(team.ID)) })
		if !review.IsZero() {
			if f.Review, err = t.tx.ReviewByUID(review); err != nil {
				return f, err
			}
		}
		if f.Team, err = t.teamToKeep(f.Teams, all, team, f.Review.TeamID); err != nil {
			return f, err
		}
		f.Staff, f.OfTeam, err = t.whoMayRate(f.Team.ID)
		t.shows(audit.Showed, "review", f.Review.UID.String(), "form")
		return f, err
	})
}

// teamToKeep finds the team by its uid or its key, else the first in reach, and
// asks whether the actor keeps its reviews.
func (t *turn) teamToKeep(reached, all []casework.Team, uid casework.UID, id int64) (casework.Team, error) {
	team := casework.Team{}
	if uid.IsZero() && id == 0 && len(reached) > 0 {
		team = reached[0]
	}
	for _, one := range all {
		if one.UID == uid && id == 0 || one.ID == id && id != 0 {
			team = one
		}
	}
	if team.ID == 0 && !uid.IsZero() {
		return team, store.ErrNotFound
	}
	return team, t.may(access.KeepReview, t.teamResource(team.ID), "team", team.UID.String())
}

// whoMayRate lists who may be named as a reviewer: those with the role, and who
// works in the team, for a review of itself.
func (t *turn) whoMayRate(team int64) (staff []casework.Staff, ofTeam []int64, err error) {
	all, err := t.tx.Staff()
	if err != nil {
		return nil, nil, err
	}
	for _, s := range all {
		works, reviews := false, false
		for _, g := range s.Grants {
			if !g.Holds(t.day) {
				continue
			}
			works = works || g.TeamID == team && (g.Role == casework.RoleCoach || g.Role == casework.RoleTeamLeader)
			reviews = reviews || g.Role == casework.RoleReviewer
		}
		if works {
			ofTeam = append(ofTeam, s.ID)
		}
		if works || reviews {
			staff = append(staff, s)
		}
	}
	return staff, ofTeam, nil
}

// ReviewInput is a review as its form sends it.
type ReviewInput struct {
	UID       casework.UID // of the review to be, made with the form
	Team      casework.UID
	Kind      casework.ReviewKind
	From, To  casework.Day
	Sources   []casework.SourceUsed
	Reviewers []ReviewerInput
}

// ReviewerInput is one who is to rate.
type ReviewerInput struct {
	Staff        casework.UID
	Organisation string
	Until        casework.Day // zero: as long as is usual
}

// PlanReview plans a review in the newest edition of the scale of the team's
// programme. Problems: NotFound; Forbidden; Invalid with the fields of
// fidelity.PlanReview.
func (a *App) PlanReview(ctx context.Context, actor access.Actor, in ReviewInput) (casework.Review, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Review, error) {
		if in.UID.IsZero() {
			return casework.Review{}, errUnnamed
		}
		all, err := t.tx.Teams()
		if err != nil {
			return casework.Review{}, err
		}
		team, err := t.teamToKeep(nil, all, in.Team, 0)
		if err != nil {
			return casework.Review{}, err
		}
		if done, err := t.tx.ReviewByUID(in.UID); err == nil && done.TeamID == team.ID {
			t.shows(audit.Showed, "review", in.UID.String(), "sent again")
			return done, nil
		}
		f := Fidelity{Team: team}
		if err := t.scaleOf(&f); err != nil {
			return casework.Review{}, err
		}
		if f.Edition == nil {
			return casework.Review{}, problem.New(problem.Conflict, "review.no_scale")
		}
		plan, err := t.reviewPlan(team, in, nil)
		if err != nil {
			return casework.Review{}, err
		}
		r, err := fidelity.PlanReview(plan, f.Edition, t.day)
		if err != nil {
			return r, err
		}
		r.UID = in.UID
		t.did(audit.Added, "review", r.UID.String(), string(r.Kind))
		return t.tx.AddReview(r)
	})
}

// reviewPlan turns a form into a plan. Who was let in before keeps the day from
// which they are.
func (t *turn) reviewPlan(team casework.Team, in ReviewInput, before []casework.Reviewer) (fidelity.ReviewPlan, error) {
	staff, ofTeam, err := t.whoMayRate(team.ID)
	plan := fidelity.ReviewPlan{TeamID: team.ID, Kind: in.Kind, From: in.From, To: in.To, Sources: in.Sources, OfTeam: ofTeam}
	if err != nil {
		return plan, err
	}
	for _, one := range in.Reviewers {
		i := slices.IndexFunc(staff, func(s casework.Staff) bool { return s.UID == one.Staff })
		if i < 0 {
			return plan, store.ErrNotFound
		}
		r := casework.Reviewer{StaffID: staff[i].ID, Organisation: one.Organisation, Span: casework.Span{From: t.day, To: one.Until}}
		if r.To.IsZero() && !in.To.IsZero() {
			r.To = fidelity.AccessUntil(in.To)
		}
		for _, had := range before {
			if had.StaffID == r.StaffID {
				r.From = had.From
			}
		}
		plan.Reviewers = append(plan.Reviewers, r)
	}
	return plan, nil
}

// reviewToKeep loads a review whose service's part the actor does.
func (t *turn) reviewToKeep(uid casework.UID) (casework.Review, error) {
	return t.reviewFor(access.KeepReview, uid)
}

// reviewToRate loads a review that the actor is one of the reviewers of.
func (t *turn) reviewToRate(uid casework.UID) (casework.Review, error) {
	return t.reviewFor(access.RateReview, uid)
}

func (t *turn) reviewFor(action access.Action, uid casework.UID) (casework.Review, error) {
	r, err := t.tx.ReviewByUID(uid)
	if err != nil {
		return r, err
	}
	return r, t.may(action, t.reviewResource(r), "review", uid.String())
}

// reviseReview keeps a changed review.
func (t *turn) reviseReview(old, changed casework.Review, detail string) (casework.Review, error) {
	t.did(audit.Changed, "review", old.UID.String(), detail)
	return t.tx.ReviseReview(old, changed, t.actor.ID, detail)
}

// ReplanReview changes the plan of a review whose visit has not begun. Problems:
// as PlanReview; Conflict later, and when somebody has changed it since.
func (a *App) ReplanReview(ctx context.Context, actor access.Actor, which Revised, in ReviewInput) (casework.Review, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Review, error) {
		old, err := t.reviewToKeep(which.UID)
		if err != nil {
			return old, err
		}
		plan, err := t.reviewPlan(casework.Team{Record: casework.Record{ID: old.TeamID}}, in, old.Reviewers)
		if err != nil {
			return old, err
		}
		changed, err := fidelity.ReplanReview(old, plan, t.day)
		if err != nil {
			return old, err
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		return t.reviseReview(old, changed, "plan")
	})
}

// TickReview notes a step of a review as done, or as not done after all.
// Problems: NotFound; Forbidden; Conflict for a step that the review does not
// wait for any more.
func (a *App) TickReview(ctx context.Context, actor access.Actor, uid casework.UID, step casework.ReviewStep, done bool) (casework.Review, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Review, error) {
		old, err := t.reviewToKeep(uid)
		if err != nil {
			return old, err
		}
		changed, err := fidelity.Tick(old, step, done, t.day)
		if err != nil {
			return old, err
		}
		if changed.Steps[step] == old.Steps[step] { // sent again
			t.shows(audit.Showed, "review", uid.String(), "unchanged")
			return old, nil
		}
		return t.reviseReview(old, changed, string(step))
	})
}

// MoveReview takes a review to its next state. The gathering of evidence and the
// visit freeze what the records show. Problems: NotFound; Forbidden; Conflict for
// a move that the review does not wait for, or not yet; Invalid with the field
// summary.
func (a *App) MoveReview(ctx context.Context, actor access.Actor, uid casework.UID, move fidelity.Move) (casework.Review, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Review, error) {
		old, err := t.tx.ReviewByUID(uid)
		if err != nil {
			return old, err
		}
		if err := t.mayMove(old, move); err != nil {
			return old, err
		}
		items, err := t.tx.ItemsOfReview(old.ID)
		if err != nil {
			return old, err
		}
		changed, err := fidelity.Take(old, move, items, t.day)
		if err != nil {
			return old, err
		}
		switch move {
		case fidelity.GatherEvidence:
			err = t.freeze(changed, t.day, false)
		case fidelity.BeginVisit:
			err = t.freeze(changed, changed.From, true)
		}
		if err != nil {
			return old, err
		}
		return t.reviseReview(old, changed, string(move))
	})
}

// mayMove asks whether the move is the actor's.
func (t *turn) mayMove(r casework.Review, move fidelity.Move) error {
	resource := t.reviewResource(r)
	action := access.KeepReview
	if side := move.By(); side == fidelity.TheReviewers || side == fidelity.Either && t.sees(access.RateReview, resource) {
		action = access.RateReview
	}
	return t.may(action, resource, "review", r.UID.String())
}

// freeze keeps what the records show of every item on a day, with codes in the
// place of names. At the visit the figures become the items of the review.
func (t *turn) freeze(r casework.Review, on casework.Day, visit bool) error {
	records, live, err := t.scoresOf(r, on)
	if err != nil {
		return err
	}
	if err := t.tx.DropReviewRows(r.ID); err != nil {
		return err
	}
	var rows []casework.ReviewRows
	var items []casework.ReviewItem
	for _, e := range fidelity.EvidenceOf(records, live, r.UID.String()) {
		body, err := e.Frozen()
		if err != nil {
			return err
		}
		rows = append(rows, casework.ReviewRows{ReviewID: r.ID, Item: e.Item, Body: body})
		items = append(items, casework.ReviewItem{Noted: t.noted(t.app.IDs()), ReviewID: r.ID, Item: e.Item, LiveScore: e.Score, LiveValue: e.Value, LiveN: e.N})
	}
	err = t.tx.AddReviewRows(rows)
	if visit && err == nil {
		err = t.tx.AddReviewItems(items)
	}
	t.did(audit.Added, "review_evidence", r.UID.String(), on.String(), clientsBehind(live)...)
	return err
}

// scoresOf gives what the records of a review's team come to on a day, in the
// review's own edition.
func (t *turn) scoresOf(r casework.Review, on casework.Day) (fidelity.Records, fidelity.LiveScores, error) {
	edition, team, err := t.ownEdition(r)
	if err != nil {
		return fidelity.Records{}, fidelity.LiveScores{}, err
	}
	records, err := t.teamRecords(Fidelity{Team: team, Edition: edition}, FidelityInput{On: on})
	if err != nil {
		return records, fidelity.LiveScores{}, err
	}
	return records, fidelity.Live(records, on), nil
}

// ownEdition finds the edition of the scale in which a review was made, and its
// team.
func (t *turn) ownEdition(r casework.Review) (*fidelity.Edition, casework.Team, error) {
	teams, err := t.tx.Teams()
	if err != nil {
		return nil, casework.Team{}, err
	}
	team := teamIn(teams, r.TeamID)
	editions, err := fidelity.Published()
	if err != nil {
		return nil, team, err
	}
	edition, found := fidelity.EditionOf(editions, r.Scale, r.Edition)
	if !found { // imported with a scale of another name
		f := Fidelity{Team: team}
		err = t.scaleOf(&f)
		edition = f.Edition
	}
	return edition, team, err
}

// clientsBehind are the clients of whom the scores tell.
func clientsBehind(live fidelity.LiveScores) []int64 {
	var clients []int64
	for _, item := range live.Items {
		for _, row := range item.Rows {
			if row.ClientID != 0 {
				clients = append(clients, row.ClientID)
			}
		}
	}
	return distinct(clients)
}

// ReviewPage is a review as the actor may see it.
type ReviewPage struct {
	Review     casework.Review
	Team       casework.Team
	Edition    *fidelity.Edition
	Names      Names
	Keeps      bool // the actor does the service's part
	Rates      bool // the actor is one of its reviewers
	Items      []casework.ReviewItem
	Ratings    []casework.ReviewRating // all reviewers': only for them, and only when all are in
	Mine       []casework.ReviewRating // the actor's own
	Talks      []casework.Interview
	Previous   *casework.Review // the signed one before it
	Corrects   *casework.Review // of which it is a new version
	Replaced   *casework.Review // its newer version
	Rows       bool             // there is evidence to look at
	ForgetDue  bool             // its personal data are to go, and the actor may see to it
	Forgets    bool             // they may go now
	Moves      []fidelity.Move  // that are the actor's
	Actions    []casework.PlanAction
	ReportSeen bool // the report may be read
}

// Review gives one review: to its reviewers all of it but each other's ratings
// before all are in; to the service what was agreed and written once the report
// was sent. Problems: NotFound; Forbidden.
func (a *App) Review(ctx context.Context, actor access.Actor, uid casework.UID) (ReviewPage, error) {
	return show(ctx, a, actor, func(t *turn) (ReviewPage, error) {
		return t.reviewPage(uid)
	})
}

func (t *turn) reviewPage(uid casework.UID) (ReviewPage, error) {
	var p ReviewPage
	var err error
	if p.Review, err = t.reviewFor(access.ReadReview, uid); err != nil {
		return p, err
	}
	r := p.Review
	resource := t.reviewResource(r)
	p.Keeps = t.sees(access.KeepReview, resource)
	p.Rates = t.sees(access.RateReview, resource) && r.Reviewer(t.actor.StaffID) != nil
	p.ReportSeen = p.Rates || r.Held() || !r.Steps[casework.StepSent].IsZero()
	if p.Edition, p.Team, err = t.ownEdition(r); err != nil {
		return p, err
	}
	people := converted(r.Reviewers, func(o casework.Reviewer) int64 { return o.StaffID })
	if p.Names, err = t.namesOf(people, nil); err != nil {
		return p, err
	}
	for _, fill := range []func(*ReviewPage) error{t.fillReviewItems, t.fillRatings, t.fillVersions, t.fillReviewActions} {
		if err := fill(&p); err != nil {
			return p, err
		}
	}
	forgotten := !r.Steps[casework.StepForgotten].IsZero()
	p.Rows = !r.Steps[casework.StepEvidence].IsZero() && !forgotten && !fidelity.Forgets(r, t.day)
	p.Forgets = (p.Keeps || p.Rates) && fidelity.Forgettable(r, t.day)
	p.ForgetDue = p.Forgets && fidelity.Forgets(r, t.day)
	for _, m := range fidelity.MovesOf(r.State) {
		side := m.By()
		if p.Rates && side != fidelity.TheService || p.Keeps && side != fidelity.TheReviewers {
			p.Moves = append(p.Moves, m)
		}
	}
	t.shows(audit.Showed, "review", uid.String(), string(r.State))
	return p, nil
}

// fillReviewItems adds the items, without what was agreed for those who may not
// know it yet.
func (t *turn) fillReviewItems(p *ReviewPage) (err error) {
	p.Items, err = t.tx.ItemsOfReview(p.Review.ID)
	if p.ReportSeen {
		return err
	}
	p.Review.Summary, p.Review.Strengths, p.Review.Recommendations = "", "", ""
	for i, item := range p.Items {
		item.Rating, item.Reason, item.Recommendation = "", "", ""
		p.Items[i] = item
	}
	return err
}

// fillRatings adds the reviewers' own ratings and the notes of their talks, for
// the reviewers alone.
func (t *turn) fillRatings(p *ReviewPage) (err error) {
	if !p.Rates {
		return nil
	}
	if p.Mine, err = t.tx.OwnRatings(p.Review.ID, t.actor.StaffID); err != nil {
		return err
	}
	if fidelity.Seen(p.Review) {
		if p.Ratings, err = t.tx.Ratings(p.Review.ID); err != nil {
			return err
		}
	}
	p.Talks, err = t.tx.InterviewsOf(p.Review.ID)
	if fidelity.Forgets(p.Review, t.day) {
		p.Talks = kept(p.Talks, func(i casework.Interview) bool { return !i.Personal })
	}
	return err
}

// fillVersions adds the signed review before this one, and its other versions.
func (t *turn) fillVersions(p *ReviewPage) error {
	_, all, err := t.everyReview()
	if err != nil {
		return err
	}
	replaced := replacedBy(all)
	r := p.Review
	for i, one := range all {
		switch {
		case one.TeamID != r.TeamID:
		case one.ID == r.CorrectsID:
			p.Corrects = &all[i]
		case one.CorrectsID == r.ID:
			p.Replaced = &all[i]
		case one.Held() && replaced[one.ID] == 0 && one.To.Before(r.From) && (p.Previous == nil || !one.To.Before(p.Previous.To)):
			p.Previous = &all[i]
		}
	}
	return nil
}

func (t *turn) fillReviewActions(p *ReviewPage) error {
	if !p.Review.Held() || !t.sees(access.ReadReview, t.teamResource(p.Review.TeamID)) {
		return nil
	}
	all, err := t.tx.ActionsOfTeam(p.Review.TeamID)
	p.Actions = kept(all, func(a casework.PlanAction) bool { return a.ReviewID == p.Review.ID && !a.Withdrawn })
	return err
}

// ForgetReview deletes the personal data of a review: its evidence, and the
// personal notes of talks. Figures and reasons stay. Problems: NotFound;
// Forbidden; Conflict before the review is signed or two weeks have passed since
// its report.
func (a *App) ForgetReview(ctx context.Context, actor access.Actor, uid casework.UID) error {
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		old, err := t.tx.ReviewByUID(uid)
		if err != nil {
			return struct{}{}, err
		}
		resource := t.reviewResource(old)
		action := access.KeepReview
		if t.sees(access.RateReview, resource) {
			action = access.RateReview
		}
		if err := t.may(action, resource, "review", uid.String()); err != nil {
			return struct{}{}, err
		}
		if !old.Steps[casework.StepForgotten].IsZero() { // sent again
			t.shows(audit.Showed, "review", uid.String(), "unchanged")
			return struct{}{}, nil
		}
		if !fidelity.Forgettable(old, t.day) {
			return struct{}{}, problem.New(problem.Conflict, "review.not_forgettable")
		}
		rows, notes, err := t.tx.ForgetReview(old.ID)
		if err != nil {
			return struct{}{}, err
		}
		t.did(audit.Withdrew, "review_evidence", uid.String(), counted(int64(rows), "rows")+", "+counted(int64(notes), "notes"))
		_, err = t.reviseReview(old, fidelity.Forget(old, t.day), string(casework.StepForgotten))
		return struct{}{}, err
	})
	return err
}

// Comparison is reviews side by side.
type Comparison struct {
	Teams   []casework.Team   // those the actor may choose from
	Chosen  []casework.UID    // of them; empty: all
	Reviews []ReviewLine      // signed, each in its newest version, the oldest first
	Edition *fidelity.Edition // by whose items they are compared
}

// mostCompared is how many reviews stand side by side.
const mostCompared = 6

// CompareReviews puts the newest signed reviews that the actor may see side by
// side, item by item: of the chosen teams, or of all.
func (a *App) CompareReviews(ctx context.Context, actor access.Actor, chosen []casework.UID) (Comparison, error) {
	return show(ctx, a, actor, func(t *turn) (Comparison, error) {
		c := Comparison{Chosen: chosen}
		if err := t.mayReviews(); err != nil {
			return c, err
		}
		teams, all, err := t.everyReview()
		if err != nil {
			return c, err
		}
		replaced := replacedBy(all)
		seen := map[int64]bool{}
		for _, r := range all {
			if !r.Held() || replaced[r.ID] != 0 || !t.sees(access.ReadReview, t.reviewResource(r)) {
				continue
			}
			team := teamIn(teams, r.TeamID)
			seen[team.ID] = true
			if len(chosen) == 0 || slices.Contains(chosen, team.UID) {
				c.Reviews = append(c.Reviews, ReviewLine{Review: r, Team: team})
			}
		}
		c.Teams = kept(teams, func(team casework.Team) bool { return seen[team.ID] })
		c.Reviews = c.Reviews[max(0, len(c.Reviews)-mostCompared):]
		if len(c.Reviews) > 0 {
			c.Edition, _, err = t.ownEdition(c.Reviews[len(c.Reviews)-1].Review)
		}
		t.shows(audit.Listed, "review", "", counted(int64(len(c.Reviews)), "compared"))
		return c, err
	})
}
