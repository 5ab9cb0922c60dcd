package store

import "sijoita/casework"

var plannedMeetings = table[casework.PlannedMeeting]{
	name: "planned_meeting",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, episode, on_day, at_time," +
		" place, channel, location, kind, cancelled_on, held_as",
	order:  "on_day, at_time, id",
	record: func(p *casework.PlannedMeeting) *casework.Record { return &p.Record },
	values: func(tx *Tx, p casework.PlannedMeeting) []any {
		return []any{p.UID, tx.County, orNull(p.SenderID), p.Revision, p.RecordedBy, p.RecordedAt, p.Withdrawn,
			p.EpisodeID, p.On, p.At, p.Place, p.Channel, p.Where, p.Kind, p.CancelledOn, ref(p.HeldAs).value()}
	},
	scan: func(scan func(...any) error) (p casework.PlannedMeeting, err error) {
		var county int64
		return p, scan(&p.ID, &p.UID, &county, optional(&p.SenderID), &p.Revision, &p.RecordedBy, &p.RecordedAt, &p.Withdrawn,
			&p.EpisodeID, &p.On, &p.At, &p.Place, &p.Channel, &p.Where, &p.Kind, &p.CancelledOn, key(&p.HeldAs))
	},
	addChildren: func(tx *Tx, all []casework.PlannedMeeting) error {
		var rows [][]any
		for _, p := range all {
			for i, s := range p.Staff {
				rows = append(rows, []any{p.ID, i, s, p.On})
			}
		}
		return addRows(tx, "planned_meeting_staff", "planned_meeting, place, staff, on_day", rows)
	},
	readChildren: func(tx *Tx, all []casework.PlannedMeeting, of string, args []any) error {
		rows, err := staffRows(tx, "planned_meeting_staff", "planned_meeting", of, args)
		if err != nil {
			return err
		}
		place := index(all, func(p *casework.PlannedMeeting) int64 { return p.ID })
		for _, r := range rows {
			p := place[r.of]
			p.Staff = append(p.Staff, r.staff)
		}
		return nil
	},
	dropChildren: func(tx *Tx, id int64) error {
		_, err := tx.exec("DELETE FROM planned_meeting_staff WHERE planned_meeting = $1", id)
		return err
	},
}

// waiting is the condition of those that are still to be held or noted; see
// casework.PlannedMeeting.Waits.
const waiting = " AND NOT withdrawn AND cancelled_on IS NULL AND held_as IS NULL"

// PlannedByUID gives one planned meeting, or ErrNotFound.
func (tx *Tx) PlannedByUID(uid casework.UID) (casework.PlannedMeeting, error) {
	return plannedMeetings.byUID(tx, uid)
}

// PlannedOfEpisodes lists the episodes' planned meetings that are still to be
// held or noted, the next first.
func (tx *Tx) PlannedOfEpisodes(ids []int64) ([]casework.PlannedMeeting, error) {
	return plannedMeetings.ofEpisodes(tx, ids, waiting)
}

// PlannedOfStaff lists a person's planned meetings until a day that are still
// to be held or noted, the next first.
func (tx *Tx) PlannedOfStaff(staff int64, until casework.Day) ([]casework.PlannedMeeting, error) {
	return plannedMeetings.where(tx, `id IN (SELECT planned_meeting FROM planned_meeting_staff
		WHERE staff = $2 AND on_day <= $3)`+waiting, staff, until)
}

// PlannedHeldAs lists the planned meetings that a meeting was noted of.
func (tx *Tx) PlannedHeldAs(meeting int64) ([]casework.PlannedMeeting, error) {
	return plannedMeetings.where(tx, "held_as = $2", meeting)
}

// AddPlanned adds a planned meeting. A uid that is there is ErrTaken.
func (tx *Tx) AddPlanned(p casework.PlannedMeeting) (casework.PlannedMeeting, error) {
	all := []casework.PlannedMeeting{p}
	err := plannedMeetings.add(tx, all)
	return all[0], err
}

// RevisePlanned puts the changed planned meeting in the place of the old one; see table.revise.
func (tx *Tx) RevisePlanned(old, changed casework.PlannedMeeting, actor, reason string) (casework.PlannedMeeting, error) {
	err := plannedMeetings.revise(tx, old, &changed, actor, reason)
	return changed, err
}
