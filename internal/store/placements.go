package store

import "sijoita/casework"

var placements = table[casework.Placement]{
	name: "placement",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, episode, kind, employer, occupation," +
		" starts_on, ends_on, end_reason, hours_per_week, monthly_pay, open_market, permanent," +
		" subsidy, subsidy_percent, subsidy_amount, subsidy_from, subsidy_to, end_learned, days_per_week, school, subject, funding," +
		" study_level, found, matches, trial_goal, trial_own_wish, trial_check_on, trial_feedback, end_planned, end_benefits, end_next," +
		" matches_why, job_form, probation_to, four_hours_on, trial_tasks, trial_agreed_on, trial_in_plan, trial_expenses, trial_checked_on," +
		" trial_midway, end_client, end_employer, agreement, business, subsidy_decision, subsidy_decided_on",
	order:  "starts_on DESC, id DESC",
	record: func(p *casework.Placement) *casework.Record { return &p.Record },
	values: func(tx *Tx, p casework.Placement) []any {
		var s casework.Subsidy
		if p.Subsidy != nil {
			s = *p.Subsidy
		}
		return []any{p.UID, tx.County, orNull(p.SenderID), p.Revision, p.RecordedBy, p.RecordedAt, p.Withdrawn,
			p.EpisodeID, p.Kind, ref(p.EmployerID).value(), p.Occupation, p.StartsOn, p.EndsOn, p.EndReason,
			p.HoursPerWeek, p.MonthlyPay, p.OpenMarket, p.Permanent, s.Kind, s.Percent, s.Amount, s.From, s.To,
			p.EndLearned, p.DaysPerWeek, p.School, p.Subject, p.Funding, p.Level, p.Found, p.Matches,
			p.Trial.Goal, p.Trial.OwnWish, p.Trial.CheckOn, p.Trial.Feedback, p.Ending.Planned, p.Ending.Benefits, p.Ending.Next,
			p.MatchesWhy, p.Form, p.ProbationTo, p.FourHoursOn, p.Trial.Tasks, p.Trial.AgreedOn, p.Trial.InPlan, p.Trial.Expenses,
			p.Trial.CheckedOn, p.Trial.Midway, p.Ending.Client, p.Ending.Employer, p.Agreement, p.Business, s.Decision, s.DecidedOn}
	},
	scan: func(scan func(...any) error) (p casework.Placement, err error) {
		var county int64
		var s casework.Subsidy
		err = scan(&p.ID, &p.UID, &county, optional(&p.SenderID), &p.Revision, &p.RecordedBy, &p.RecordedAt, &p.Withdrawn,
			&p.EpisodeID, &p.Kind, key(&p.EmployerID), &p.Occupation, &p.StartsOn, &p.EndsOn, &p.EndReason,
			&p.HoursPerWeek, &p.MonthlyPay, &p.OpenMarket, &p.Permanent, &s.Kind, &s.Percent, &s.Amount, &s.From, &s.To,
			&p.EndLearned, &p.DaysPerWeek, &p.School, &p.Subject, &p.Funding, &p.Level, &p.Found, &p.Matches,
			&p.Trial.Goal, &p.Trial.OwnWish, &p.Trial.CheckOn, &p.Trial.Feedback, &p.Ending.Planned, &p.Ending.Benefits, &p.Ending.Next,
			&p.MatchesWhy, &p.Form, &p.ProbationTo, &p.FourHoursOn, &p.Trial.Tasks, &p.Trial.AgreedOn, &p.Trial.InPlan, &p.Trial.Expenses,
			&p.Trial.CheckedOn, &p.Trial.Midway, &p.Ending.Client, &p.Ending.Employer, &p.Agreement, &p.Business, &s.Decision, &s.DecidedOn)
		if s.Kind != "" {
			p.Subsidy = &s
		}
		return p, err
	},
	addChildren:  addPlacementRows,
	readChildren: readPlacementRows,
	dropChildren: func(tx *Tx, id int64) error {
		for _, rows := range []string{"placement_change", "placement_subsidy"} {
			if _, err := tx.exec("DELETE FROM "+rows+" WHERE placement = $1", id); err != nil {
				return err
			}
		}
		return nil
	},
}

func addPlacementRows(tx *Tx, all []casework.Placement) error {
	var changes, subsidies [][]any
	for _, p := range all {
		for _, c := range p.Changes {
			changes = append(changes, []any{tx.County, p.ID, c.From, c.HoursPerWeek, c.MonthlyPay})
		}
		for _, s := range p.FurtherSubsidies {
			subsidies = append(subsidies, []any{tx.County, p.ID, s.Kind, s.Percent, s.Amount, s.From, s.To, s.Decision, s.DecidedOn})
		}
	}
	if err := addRows(tx, "placement_change", "county, placement, from_on, hours_per_week, monthly_pay", changes); err != nil {
		return err
	}
	return addRows(tx, "placement_subsidy", "county, placement, kind, percent, amount, from_on, to_on, decision, decided_on", subsidies)
}

func readPlacementRows(tx *Tx, all []casework.Placement, of string, args []any) error {
	place := index(all, func(p *casework.Placement) int64 { return p.ID })
	type changeRow struct {
		of     int64
		change casework.PlacementChange
	}
	changes, err := list(tx, func(scan func(...any) error) (r changeRow, err error) {
		return r, scan(&r.of, &r.change.From, &r.change.HoursPerWeek, &r.change.MonthlyPay)
	}, `SELECT placement, from_on, hours_per_week, monthly_pay FROM placement_change
		WHERE placement IN (`+of+`) ORDER BY id`, args...)
	if err != nil {
		return err
	}
	for _, r := range changes {
		place[r.of].Changes = append(place[r.of].Changes, r.change)
	}
	type subsidyRow struct {
		of      int64
		subsidy casework.Subsidy
	}
	subsidies, err := list(tx, func(scan func(...any) error) (r subsidyRow, err error) {
		s := &r.subsidy
		return r, scan(&r.of, &s.Kind, &s.Percent, &s.Amount, &s.From, &s.To, &s.Decision, &s.DecidedOn)
	}, `SELECT placement, kind, percent, amount, from_on, to_on, decision, decided_on FROM placement_subsidy
		WHERE placement IN (`+of+`) ORDER BY id`, args...)
	for _, r := range subsidies {
		place[r.of].FurtherSubsidies = append(place[r.of].FurtherSubsidies, r.subsidy)
	}
	return err
}

// PlacementByUID gives one placement, or ErrNotFound.
func (tx *Tx) PlacementByUID(uid casework.UID) (casework.Placement, error) {
	return placements.byUID(tx, uid)
}

// PlacementByID gives one placement, or ErrNotFound.
func (tx *Tx) PlacementByID(id int64) (casework.Placement, error) { return placements.byID(tx, id) }

// PlacementsOfEpisodes lists the episodes' placements, the newest first, withdrawn ones too.
func (tx *Tx) PlacementsOfEpisodes(ids []int64) ([]casework.Placement, error) {
	return placements.ofEpisodes(tx, ids, "")
}

// jobSpans is placements with no more than tells when there was a job.
var jobSpans = table[casework.Placement]{
	name:    "placement",
	columns: "withdrawn, episode, kind, starts_on, ends_on, open_market",
	order:   placements.order,
	record:  placements.record,
	scan: func(scan func(...any) error) (p casework.Placement, err error) {
		return p, scan(&p.ID, &p.Withdrawn, &p.EpisodeID, &p.Kind, &p.StartsOn, &p.EndsOn, &p.OpenMarket)
	},
}

// JobSpansOfEpisodes is PlacementsOfEpisodes for counting: of each placement it
// tells the episode, the kind, the first and the last day and whether the work is
// in the open market, and nothing else.
func (tx *Tx) JobSpansOfEpisodes(ids []int64) ([]casework.Placement, error) {
	return jobSpans.ofEpisodes(tx, ids, "")
}

// PlacementsOfProgramme lists the placements of a programme's episodes.
func (tx *Tx) PlacementsOfProgramme(programme int64) ([]casework.Placement, error) {
	return placements.where(tx, "episode IN (SELECT id FROM episode WHERE programme = $2)", programme)
}

// AddPlacement adds a placement. A uid that is there is ErrTaken.
func (tx *Tx) AddPlacement(p casework.Placement) (casework.Placement, error) {
	all := []casework.Placement{p}
	err := placements.add(tx, all)
	return all[0], err
}

// RevisePlacement puts the changed placement in the place of the old one; see table.revise.
func (tx *Tx) RevisePlacement(old, changed casework.Placement, actor, reason string) (casework.Placement, error) {
	err := placements.revise(tx, old, &changed, actor, reason)
	return changed, err
}
