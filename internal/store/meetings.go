package store

import "sijoita/casework"

var meetings = table[casework.Meeting]{
	name: "meeting",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, episode, on_day, at_time, minutes," +
		" place, channel, kind, text, present, topics, going, care_team_told",
	order:  "on_day DESC, id DESC",
	record: func(m *casework.Meeting) *casework.Record { return &m.Record },
	values: func(tx *Tx, m casework.Meeting) []any {
		return []any{m.UID, tx.County, orNull(m.SenderID), m.Revision, m.RecordedBy, m.RecordedAt, m.Withdrawn,
			m.EpisodeID, m.On, m.At, m.Minutes, m.Place, m.Channel, m.Kind, m.Text,
			spaced(m.Present), spaced(m.Topics), m.Going, m.CareTeamTold}
	},
	scan: func(scan func(...any) error) (m casework.Meeting, err error) {
		var county int64
		var present, topics string
		err = scan(&m.ID, &m.UID, &county, optional(&m.SenderID), &m.Revision, &m.RecordedBy, &m.RecordedAt, &m.Withdrawn,
			&m.EpisodeID, &m.On, &m.At, &m.Minutes, &m.Place, &m.Channel, &m.Kind, &m.Text, &present, &topics, &m.Going, &m.CareTeamTold)
		m.Present, m.Topics = unspaced[casework.Attendant](present), unspaced[casework.SupportNeed](topics)
		return m, err
	},
	addChildren: func(tx *Tx, all []casework.Meeting) error {
		var rows [][]any
		for _, m := range all {
			for i, s := range m.Staff {
				rows = append(rows, []any{m.ID, i, s})
			}
		}
		return addRows(tx, "meeting_staff", "meeting, place, staff", rows)
	},
	readChildren: func(tx *Tx, all []casework.Meeting, of string, args []any) error {
		rows, err := staffRows(tx, "meeting_staff", "meeting", of, args)
		if err != nil {
			return err
		}
		place := index(all, func(m *casework.Meeting) int64 { return m.ID })
		for _, r := range rows {
			m := place[r.of]
			m.Staff = append(m.Staff, r.staff)
		}
		return nil
	},
	dropChildren: func(tx *Tx, id int64) error {
		_, err := tx.exec("DELETE FROM meeting_staff WHERE meeting = $1", id)
		return err
	},
}

// MeetingByUID gives one meeting, or ErrNotFound.
func (tx *Tx) MeetingByUID(uid casework.UID) (casework.Meeting, error) {
	return meetings.byUID(tx, uid)
}

// MeetingByID gives one meeting, or ErrNotFound.
func (tx *Tx) MeetingByID(id int64) (casework.Meeting, error) { return meetings.byID(tx, id) }

// MeetingsOfEpisodes lists the episodes' meetings, the newest first, withdrawn ones too.
func (tx *Tx) MeetingsOfEpisodes(ids []int64) ([]casework.Meeting, error) {
	return meetings.ofEpisodes(tx, ids, "")
}

// meetingDays is meetings with no more than tells when there was contact.
var meetingDays = table[casework.Meeting]{
	name:    "meeting",
	columns: "withdrawn, episode, on_day, channel, kind",
	order:   "on_day DESC, id DESC",
	record:  meetings.record,
	scan: func(scan func(...any) error) (m casework.Meeting, err error) {
		return m, scan(&m.ID, &m.Withdrawn, &m.EpisodeID, &m.On, &m.Channel, &m.Kind)
	},
}

// MeetingDaysOfEpisodes is MeetingsOfEpisodes for counting: of each meeting it
// tells the episode, the day, the channel and the kind, and nothing else.
func (tx *Tx) MeetingDaysOfEpisodes(ids []int64) ([]casework.Meeting, error) {
	return meetingDays.ofEpisodes(tx, ids, "")
}

// AddMeeting adds a meeting. A uid that is there is ErrTaken.
func (tx *Tx) AddMeeting(m casework.Meeting) (casework.Meeting, error) {
	all := []casework.Meeting{m}
	err := tx.AddMeetings(all)
	return all[0], err
}

// ReviseMeeting puts the changed meeting in the place of the old one and keeps
// the summaries; see table.revise.
func (tx *Tx) ReviseMeeting(old, changed casework.Meeting, actor, reason string) (casework.Meeting, error) {
	if err := meetings.revise(tx, old, &changed, actor, reason); err != nil {
		return changed, err
	}
	return changed, tx.refreshLasts(old.EpisodeID, changed.EpisodeID)
}

// FirstProfiles gives, for each episode of a programme, the day of the first
// meeting for a profile; episodes without one are left out.
func (tx *Tx) FirstProfiles(programme int64) (map[int64]casework.Day, error) {
	return daysOf(tx, `SELECT episode, MIN(on_day) FROM meeting WHERE +county = $1 AND kind = $2 AND NOT withdrawn
		AND episode IN (SELECT id FROM episode WHERE programme = $3) GROUP BY episode`, tx.County, casework.MeetingProfile, programme)
}
