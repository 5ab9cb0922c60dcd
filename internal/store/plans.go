package store

import "sijoita/casework"

var plans = table[casework.Plan]{
	name: "plan",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, episode, on_day, goal, jobs," +
		" min_hours, max_hours, times, area, must_have, must_avoid, mode, told, sentence, not_said, review_on, changed",
	order:  "on_day DESC, id DESC",
	record: func(p *casework.Plan) *casework.Record { return &p.Record },
	values: func(tx *Tx, p casework.Plan) []any {
		return []any{p.UID, tx.County, orNull(p.SenderID), p.Revision, p.RecordedBy, p.RecordedAt, p.Withdrawn,
			p.EpisodeID, p.On, p.Goal, p.Jobs, p.MinHours, p.MaxHours, p.Times, p.Area, p.MustHave, p.MustAvoid,
			p.Mode, p.Told, p.Sentence, p.NotSaid, p.ReviewOn, p.Changed}
	},
	scan: func(scan func(...any) error) (p casework.Plan, err error) {
		var county int64
		return p, scan(&p.ID, &p.UID, &county, optional(&p.SenderID), &p.Revision, &p.RecordedBy, &p.RecordedAt, &p.Withdrawn,
			&p.EpisodeID, &p.On, &p.Goal, &p.Jobs, &p.MinHours, &p.MaxHours, &p.Times, &p.Area, &p.MustHave, &p.MustAvoid,
			&p.Mode, &p.Told, &p.Sentence, &p.NotSaid, &p.ReviewOn, &p.Changed)
	},
}

// PlanByUID gives one plan, or ErrNotFound.
func (tx *Tx) PlanByUID(uid casework.UID) (casework.Plan, error) { return plans.byUID(tx, uid) }

// PlansOfEpisodes lists the episodes' plans, the newest first, withdrawn ones too.
func (tx *Tx) PlansOfEpisodes(ids []int64) ([]casework.Plan, error) {
	return plans.ofEpisodes(tx, ids, "")
}

// AddPlan adds a plan. A uid that is there is ErrTaken.
func (tx *Tx) AddPlan(p casework.Plan) (casework.Plan, error) {
	all := []casework.Plan{p}
	err := plans.add(tx, all)
	return all[0], err
}

// RevisePlan puts the changed text in the place of the old one; see table.revise.
func (tx *Tx) RevisePlan(old, changed casework.Plan, actor, reason string) (casework.Plan, error) {
	err := plans.revise(tx, old, &changed, actor, reason)
	return changed, err
}
