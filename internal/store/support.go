package store

import "sijoita/casework"

var supportPlans = table[casework.SupportPlan]{
	name: "support_plan",
	columns: notedColumns + "placement, first_day, places, first_week, first_month, three_months, later, needs, coach_does, client_does," +
		" employer_does, care_team_does, others_do, adaptations, adapted, early_signs, helps, call, employer_told, limits, review_on, agreed, changed",
	order:  "on_day DESC, id DESC",
	record: func(p *casework.SupportPlan) *casework.Record { return &p.Record },
	values: func(tx *Tx, p casework.SupportPlan) []any {
		return notedValues(tx, p.Noted, p.EpisodeID, p.On, p.PlacementID, p.FirstDay, spaced(p.Places),
			p.Rhythm.FirstWeek, p.Rhythm.FirstMonth, p.Rhythm.ThreeMonths, p.Rhythm.Later, spaced(p.Needs), p.CoachDoes, p.ClientDoes,
			p.EmployerDoes, p.CareTeamDoes, p.OthersDo, spaced(p.Adaptations), p.Adapted, p.EarlySigns, p.Helps, p.Call, p.EmployerTold,
			p.Limits, p.ReviewOn, p.Agreed, p.Changed)
	},
	scan: func(scan func(...any) error) (p casework.SupportPlan, err error) {
		var places, needs, adaptations string
		err = scanNoted(scan, &p.Noted, &p.EpisodeID, &p.On, &p.PlacementID, &p.FirstDay, &places,
			&p.Rhythm.FirstWeek, &p.Rhythm.FirstMonth, &p.Rhythm.ThreeMonths, &p.Rhythm.Later, &needs, &p.CoachDoes, &p.ClientDoes,
			&p.EmployerDoes, &p.CareTeamDoes, &p.OthersDo, &adaptations, &p.Adapted, &p.EarlySigns, &p.Helps, &p.Call, &p.EmployerTold,
			&p.Limits, &p.ReviewOn, &p.Agreed, &p.Changed)
		p.Places, p.Needs, p.Adaptations = unspaced[casework.SupportPlace](places), unspaced[casework.SupportNeed](needs), unspaced[casework.Adaptation](adaptations)
		return p, err
	},
}

// SupportPlanByUID gives one support plan, or ErrNotFound.
func (tx *Tx) SupportPlanByUID(uid casework.UID) (casework.SupportPlan, error) {
	return supportPlans.byUID(tx, uid)
}

// SupportPlansOfEpisodes lists the episodes' support plans, the newest first,
// withdrawn ones too.
func (tx *Tx) SupportPlansOfEpisodes(ids []int64) ([]casework.SupportPlan, error) {
	return supportPlans.ofEpisodes(tx, ids, "")
}

// AddSupportPlans adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddSupportPlans(all []casework.SupportPlan) error { return supportPlans.add(tx, all) }

// ReviseSupportPlan puts the changed text in the place of the old one; see table.revise.
func (tx *Tx) ReviseSupportPlan(old, changed casework.SupportPlan, actor, reason string) (casework.SupportPlan, error) {
	err := supportPlans.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var closingTalks = table[casework.ClosingTalk]{
	name:    "closing_talk",
	columns: notedColumns + "cause, present, text, outcome, handed_to, look_on, benefit, fares, recommend, words",
	order:   "on_day DESC, id DESC",
	record:  func(t *casework.ClosingTalk) *casework.Record { return &t.Record },
	values: func(tx *Tx, t casework.ClosingTalk) []any {
		return notedValues(tx, t.Noted, t.EpisodeID, t.On, t.Cause, spaced(t.Present), t.Text, t.Outcome, t.HandedTo, t.LookOn,
			t.Feedback.Benefit, t.Feedback.Fares, t.Feedback.Recommend, t.Feedback.Words)
	},
	scan: func(scan func(...any) error) (t casework.ClosingTalk, err error) {
		var present string
		err = scanNoted(scan, &t.Noted, &t.EpisodeID, &t.On, &t.Cause, &present, &t.Text, &t.Outcome, &t.HandedTo, &t.LookOn,
			&t.Feedback.Benefit, &t.Feedback.Fares, &t.Feedback.Recommend, &t.Feedback.Words)
		t.Present = unspaced[casework.Attendant](present)
		return t, err
	},
}

// ClosingTalkByUID gives one closing talk, or ErrNotFound.
func (tx *Tx) ClosingTalkByUID(uid casework.UID) (casework.ClosingTalk, error) {
	return closingTalks.byUID(tx, uid)
}

// ClosingTalksOfEpisodes lists the episodes' closing talks, the newest first,
// withdrawn ones too.
func (tx *Tx) ClosingTalksOfEpisodes(ids []int64) ([]casework.ClosingTalk, error) {
	return closingTalks.ofEpisodes(tx, ids, "")
}

// AddClosingTalks adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddClosingTalks(all []casework.ClosingTalk) error { return closingTalks.add(tx, all) }

// ReviseClosingTalk puts the changed text in the place of the old one; see table.revise.
func (tx *Tx) ReviseClosingTalk(old, changed casework.ClosingTalk, actor, reason string) (casework.ClosingTalk, error) {
	err := closingTalks.revise(tx, old, &changed, actor, reason)
	return changed, err
}
