package interchange

import (
	"strconv"

	"sijoita/casework"
	"sijoita/problem"
)

// What a record must agree with in itself. Nothing else about days is wrong: a
// placement may begin before its episode, a coach may act without a role.

func (n *countyName) check(r *reader) {
	if *n == (countyName{}) {
		r.fault("", "interchange.county_name", nil)
	}
}

func (p *Programme) check(r *reader) { checkEnd(r, "ends_on", p.StartsOn, p.EndsOn) }
func (g *Eligibility) check(r *reader) {
	checkEnd(r, "to", g.From, g.To)
	if g.AgeFrom != nil && g.AgeTo != nil && *g.AgeTo < *g.AgeFrom {
		r.fault("age_to", "interchange.age_order", nil)
	}
}
func (f *ProgrammeFunding) check(r *reader) { checkEnd(r, "to", f.From, f.To) }
func (s *SubsidyTerms) check(r *reader) {
	checkEnd(r, "to", s.From, s.To)
	if lies, known := casework.AreaOfMunicipality(s.Municipality); s.Municipality != "" && s.Area != "" && (!known || lies != s.Area) {
		r.fault("municipality", "interchange.other_area", nil)
	}
}
func (o *Role) check(r *reader)               { checkEnd(r, "to", o.From, o.To) }
func (a *CareTeamAssignment) check(r *reader) { checkEnd(r, "to", a.From, a.To) }
func (i *Income) check(r *reader)             { checkEnd(r, "to", i.From, i.To) }
func (h datedHolder) check(r *reader)         { checkEnd(r, "to", h.From, h.To) }
func (p *Placement) check(r *reader)          { checkEnd(r, "ends_on", p.StartsOn, p.EndsOn) }
func (s *Subsidy) check(r *reader)            { checkEnd(r, "to", s.From, s.To) }
func (b *Ban) check(r *reader)                { checkEnd(r, "to", b.From, b.To) }
func (a *CoachArea) check(r *reader)          { checkEnd(r, "to", a.From, a.To) }
func (d *Dormancy) check(r *reader)           { checkEnd(r, "to", d.From, d.To) }

func (f *Referral) check(r *reader) {
	if f.Episode == "" && f.AskedOn.IsZero() && !r.faults.paths()[r.at.to("asked_on")] {
		r.fault("asked_on", "interchange.referral_unasked", nil)
	}
	checkOrder(r, "received_on", "interchange.end_before_start", f.AskedOn, f.ReceivedOn)
	checkEnd(r, "dropped_on", f.AskedOn, f.DroppedOn)
}

func (c *Consent) check(r *reader) {
	checkEnd(r, "to", c.From, c.To)
	checkOrder(r, "withdrawn_on", "interchange.withdrawn_before", c.From, c.WithdrawnOn)
}

// An employer that stands is no double of another.
func (e *Employer) check(r *reader) {
	if e.SameAs != "" && (!e.Withdrawn || e.SameAs == e.ID) {
		r.fault("same_as", "interchange.same_as", nil)
	}
}

func (v *Review) check(r *reader) {
	checkEnd(r, "to", v.From, v.To)
	sum := 0
	for _, score := range v.Scores {
		sum += score
	}
	if v.Total != nil && len(v.Scores) == items && *v.Total != sum {
		r.fault("total", "interchange.total", problem.Args{"total": *v.Total, "sum": sum})
	}
	if v.Corrects != "" && v.Corrects == v.ID {
		r.fault("corrects", "interchange.corrects", nil)
	}
	checkOnce(r, "steps", v.Steps, "step", func(s ReviewStep) string { return string(s.Step) })
	checkOnce(r, "items", v.Items, "item", func(i ReviewItem) string { return numbered(i.Item) })
	checkOnce(r, "ratings", v.Ratings, "item", func(v ReviewRating) string { return v.Staff + " " + numbered(v.Item) })
}

func (p *Reviewer) check(r *reader)     { checkEnd(r, "to", p.From, p.To) }
func (i *ReviewItem) check(r *reader)   { checkItem(r, i.Item) }
func (v *ReviewRating) check(r *reader) { checkItem(r, v.Item) }
func (a *PlanAction) check(r *reader)   { checkItem(r, a.Item) }

// checkOnce refuses what stands twice in a list of a record.
func checkOnce[T any](r *reader, list string, all []T, key string, what func(T) string) {
	seen := make(map[string]bool, len(all))
	for i, one := range all {
		if seen[what(one)] {
			r.fault(list+"["+strconv.Itoa(i)+"]."+key, "interchange.key_twice", nil)
		}
		seen[what(one)] = true
	}
}

func numbered(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// checkItem refuses an item that the scale has not.
func checkItem(r *reader, item *int) {
	if item != nil && (*item < 1 || *item > items) {
		r.fault("item", "interchange.item", nil)
	}
}

// mostKeen is the most that somebody may say they want to work, of 10.
const mostKeen = 10

func (s *Suitability) check(r *reader) {
	checkEnd(r, "think_until", s.On, s.ThinkUntil)
	if s.Keenness != nil && *s.Keenness > mostKeen {
		r.fault("keenness", "interchange.keenness", nil)
	}
}

func (c *UnitClient) check(r *reader) {
	checkEnd(r, "to", c.From, c.To)
	checkOnce(r, "answers", c.Answers, "on", func(a InterestAnswer) string { return a.On.String() })
}

func (a *InterestAnswer) check(r *reader) { checkEnd(r, "next_on", a.On, a.NextOn) }

func (s *NeedSurvey) check(r *reader) {
	checkEnd(r, "to", s.From, s.To)
	checkOnce(r, "units", s.Units, "name", func(u NeedUnit) string { return u.Name })
}

// An answer is whole or is none.
func (u *NeedUnit) check(r *reader) {
	for _, part := range []struct {
		key string
		n   *int
	}{{"clients", u.Clients}, {"named", u.Named}} {
		if (part.n == nil) != u.AnsweredOn.IsZero() {
			r.fault(part.key, "interchange.half_answer", nil)
		}
	}
	for _, part := range []struct {
		key string
		n   *int
	}{{"want", u.Want}, {"named", u.Named}, {"discuss", u.Discuss}} {
		if part.n != nil && u.Clients != nil && *part.n > *u.Clients {
			r.fault(part.key, "interchange.more_than_clients", nil)
		}
	}
}

// Who the peer group's clients are is told nowhere.
func (n *ServiceNote) check(r *reader) {
	checkEnd(r, "next_on", n.On, n.NextOn)
	if n.Kind == casework.PeerGroup && len(n.Attendees) > 0 {
		r.fault("attendees", "interchange.peer_attendees", nil)
	}
	checkOnce(r, "phases", n.Phases, "phase", func(p PhaseCount) string { return string(p.Phase) })
}

// What is closed has its day, and what is open has none.
func (a *GroupAction) check(r *reader) {
	if a.State != "" && (a.State == casework.GroupActionOpen) != a.ClosedOn.IsZero() && !r.faults.paths()[r.at.to("closed_on")] {
		r.fault("closed_on", "interchange.action_closed", nil)
	}
}

func (m *CareMessage) check(r *reader) { checkEnd(r, "done_on", m.On, m.DoneOn) }

func (p *Plan) check(r *reader)        { checkEnd(r, "review_on", p.On, p.ReviewOn) }
func (p *SupportPlan) check(r *reader) { checkEnd(r, "review_on", p.On, p.ReviewOn) }

// mostPoints is the most that a client may give when asked whether they would
// recommend the service, of 10.
const mostPoints = 10

func (t *ClosingTalk) check(r *reader) {
	checkEnd(r, "look_on", t.On, t.LookOn)
	if t.Recommend != nil && *t.Recommend > mostPoints {
		r.fault("recommend", "interchange.recommend", nil)
	}
}

func (l *Lead) check(r *reader) {
	checkEnd(r, "apply_by", l.On, l.ApplyBy)
	checkEnd(r, "ended_on", l.On, l.EndedOn)
	if l.EndedOn.IsZero() != (l.EndedWhy == "") {
		r.fault("ended_why", "interchange.lead_ended", nil)
	}
}

// bestFeeling is the best that a client may say an interview felt.
const bestFeeling = 5

func (a *Application) check(r *reader) {
	checkEnd(r, "interview_on", a.On, a.InterviewOn)
	checkEnd(r, "result_on", a.On, a.ResultOn)
	if a.Feeling != nil && (*a.Feeling < 1 || *a.Feeling > bestFeeling) {
		r.fault("feeling", "interchange.feeling", nil)
	}
}

func (m *PartnerTalk) check(r *reader) { checkEnd(r, "next_on", m.On, m.NextOn) }

func (t *RecordText) check(r *reader) {
	checkEnd(r, "to", t.From, t.To)
	checkEnd(r, "carried_on", t.On, t.CarriedOn)
}

// What is no answer to its question could be shown by no form again.
func (a *ProfileAnswer) check(r *reader) {
	if a.Question != "" && !casework.IsAnswer(a.Question, a.State, a.Answer) {
		r.fault("answer", "interchange.answer", problem.Args{"value": shown(a.Answer), "question": a.Question})
	}
}

// What is no fact could be computed by no rules again.
func (e *Estimate) check(r *reader) {
	if facts, ok := casework.ParseFacts(e.Facts); !ok || facts.String() != e.Facts {
		r.fault("facts", "interchange.facts", problem.Args{"value": shown(e.Facts)})
	}
	for i, l := range e.Lines {
		if l.Offer != nil && *l.Offer > len(e.Offers) {
			r.fault("lines["+strconv.Itoa(i)+"].offer", "interchange.offer", problem.Args{"n": len(e.Offers)})
		}
	}
}

func (w *Wish) check(r *reader) { checkEnd(r, "dropped_on", w.On, w.DroppedOn) }

func (p *Pause) check(r *reader) {
	checkEnd(r, "to", p.From, p.To)
	checkEnd(r, "check_on", p.From, p.CheckOn)
}

func (e *Episode) check(r *reader) {
	checkOrder(r, "started_on", "interchange.start_before_referral", e.ReferredOn, e.StartedOn)
	checkOrder(r, "cancelled_on", "interchange.cancelled_before_referral", e.ReferredOn, e.CancelledOn)
	checkEnd(r, "ended_on", e.StartedOn, e.EndedOn)
	if e.StartedOn.IsZero() && (!e.EndedOn.IsZero() || len(e.Pauses) > 0) {
		e.checkUnstarted(r)
	}
	for i, p := range e.Pauses {
		at := "pauses[" + strconv.Itoa(i) + "]."
		checkOrder(r, at+"from", "interchange.pause_before_start", e.StartedOn, p.From)
		if !checkOrder(r, at+"from", "interchange.pause_after_end", p.From, e.EndedOn) {
			continue
		}
		checkOrder(r, at+"to", "interchange.pause_after_end", p.To, e.EndedOn)
	}
}

// checkUnstarted refuses what only a started episode can have. Of one whose
// start could not be read it says nothing.
func (e *Episode) checkUnstarted(r *reader) {
	if r.faults.paths()[r.at.to("started_on")] {
		return
	}
	if !e.EndedOn.IsZero() {
		r.fault("ended_on", "interchange.end_without_start", nil)
	}
	for i := range e.Pauses {
		r.fault("pauses["+strconv.Itoa(i)+"].from", "interchange.pause_without_start", nil)
	}
}

// checkEnd refuses an end before its start.
func checkEnd(r *reader, key string, start, end casework.Day) {
	checkOrder(r, key, "interchange.end_before_start", start, end)
}

// checkOrder refuses two days that stand in the wrong order. A day that is not
// told contradicts nothing.
func checkOrder(r *reader, key, message string, first, second casework.Day) bool {
	if first.IsZero() || second.IsZero() || !second.Before(first) {
		return true
	}
	r.fault(key, message, problem.Args{"first": first.String(), "second": second.String()})
	return false
}
