package store

import "sijoita/casework"

var placements = table[casework.Placement]{
	name: "placement",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, episode, kind, employer, occupation," +
		" starts_on, ends_on, end_reason, hours_per_week, monthly_pay, open_market, permanent," +
		" subsidy, subsidy_percent, subsidy_from, subsidy_to",
	order:  "starts_on DESC, id DESC",
	record: func(p *casework.Placement) *casework.Record { return &p.Record },
	values: func(tx *Tx, p casework.Placement) []any {
		var s casework.Subsidy
		if p.Subsidy != nil {
			s = *p.Subsidy
		}
		return []any{p.UID, tx.County, orNull(p.SenderID), p.Revision, p.RecordedBy, p.RecordedAt, p.Withdrawn,
			p.EpisodeID, p.Kind, ref(p.EmployerID).value(), p.Occupation, p.StartsOn, p.EndsOn, p.EndReason,
			p.HoursPerWeek, p.MonthlyPay, p.OpenMarket, p.Permanent, s.Kind, s.Percent, s.From, s.To}
	},
	scan: func(scan func(...any) error) (p casework.Placement, err error) {
		var county int64
		var s casework.Subsidy
		err = scan(&p.ID, &p.UID, &county, optional(&p.SenderID), &p.Revision, &p.RecordedBy, &p.RecordedAt, &p.Withdrawn,
			&p.EpisodeID, &p.Kind, key(&p.EmployerID), &p.Occupation, &p.StartsOn, &p.EndsOn, &p.EndReason,
			&p.HoursPerWeek, &p.MonthlyPay, &p.OpenMarket, &p.Permanent, &s.Kind, &s.Percent, &s.From, &s.To)
		if s.Kind != "" {
			p.Subsidy = &s
		}
		return p, err
	},
}

// PlacementByUID gives one placement, or ErrNotFound.
func (tx *Tx) PlacementByUID(uid casework.UID) (casework.Placement, error) {
	return placements.byUID(tx, uid)
}

// PlacementsOfEpisodes lists the episodes' placements, the newest first, withdrawn ones too.
func (tx *Tx) PlacementsOfEpisodes(ids []int64) ([]casework.Placement, error) {
	return placements.ofEpisodes(tx, ids, "")
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
