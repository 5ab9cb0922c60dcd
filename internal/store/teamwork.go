package store

import (
	"slices"

	"sijoita/casework"
)

var worktimes = table[casework.Worktime]{
	name:    "worktime",
	columns: "uid, county, revision, recorded_by, recorded_at, staff, week, hours, employment_services, community",
	order:   "week, staff",
	record:  func(w *casework.Worktime) *casework.Record { return &w.Record },
	values: func(tx *Tx, w casework.Worktime) []any {
		return []any{w.UID, tx.County, w.Revision, w.RecordedBy, w.RecordedAt, w.StaffID, int(w.Week), w.Hours, w.EmploymentServices, w.Community}
	},
	scan: func(scan func(...any) error) (w casework.Worktime, err error) {
		var county int64
		return w, scan(&w.ID, &w.UID, &county, &w.Revision, &w.RecordedBy, &w.RecordedAt, &w.StaffID, &w.Week, &w.Hours, &w.EmploymentServices, &w.Community)
	},
}

// Worktime lists the working time of everyone who ever held a role in a team
// of the programme; programme 0 means the whole county.
func (tx *Tx) Worktime(programme int64) ([]casework.Worktime, error) {
	return worktimes.where(tx, `$2 = 0 OR staff IN (
		SELECT g.staff FROM staff_grant g JOIN team t ON t.id = g.team WHERE t.programme = $2)`, programme)
}

// WorktimeOfStaff lists one person's working time in a span of weeks, the
// oldest first.
func (tx *Tx) WorktimeOfStaff(staff int64, from, to casework.Week) ([]casework.Worktime, error) {
	return tx.WorktimeOfPeople([]int64{staff}, from, to)
}

// WorktimeOfPeople lists the working time of some of the staff in a span of
// weeks.
func (tx *Tx) WorktimeOfPeople(staff []int64, from, to casework.Week) ([]casework.Worktime, error) {
	var all []casework.Worktime
	for part := range slices.Chunk(staff, chunk) {
		marks, args := in([]any{tx.County, int(from), int(to)}, part)
		some, err := worktimes.where(tx, "staff IN ("+marks+") AND week >= $2 AND week <= $3", args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// AddWorktime adds weeks of working time. A week that is there is ErrTaken.
func (tx *Tx) AddWorktime(all []casework.Worktime) error { return worktimes.add(tx, all) }

// ReviseWorktime puts the changed week in the place of the old one; see table.revise.
func (tx *Tx) ReviseWorktime(old, changed casework.Worktime, actor, reason string) (casework.Worktime, error) {
	err := worktimes.revise(tx, old, &changed, actor, reason)
	return changed, err
}

// WeekLogOf gives what a person has noted of the days of a span as one who works
// in their teams, with nothing of what was written of clients.
func (tx *Tx) WeekLogOf(staff int64, in casework.Span) (log casework.WeekLog, err error) {
	const teams = "SELECT team FROM staff_grant WHERE staff = $2"
	log.Meetings, err = meetings.where(tx, `episode IN (SELECT id FROM episode WHERE team IN (`+teams+`)) AND on_day >= $3 AND on_day <= $4
		AND EXISTS (SELECT 1 FROM meeting_staff s WHERE s.meeting = meeting.id AND s.staff = $2)`, staff, in.From, in.To)
	if err != nil {
		return log, err
	}
	for i := range log.Meetings {
		log.Meetings[i].Text = ""
	}
	if log.Contacts, err = tx.ContactsOfStaff(staff, in.From, in.To); err != nil {
		return log, err
	}
	log.CareTeamMeetings, err = careTeamMeetings.where(tx, `county = $1 AND care_team IN (SELECT care_team FROM care_team_assignment
		WHERE county = $1 AND coach = $2) AND on_day >= $3 AND on_day <= $4`, staff, in.From, in.To)
	if err != nil {
		return log, err
	}
	log.Supervision, err = supervisions.where(tx, "team IN ("+teams+") AND on_day >= $3 AND on_day <= $4", staff, in.From, in.To)
	return log, err
}

var careTeamMeetings = table[casework.CareTeamMeeting]{
	name:    "care_team_meeting",
	columns: "uid, county, revision, recorded_by, recorded_at, withdrawn, care_team, on_day, discussed, proposed, text",
	order:   "on_day, id",
	record:  func(m *casework.CareTeamMeeting) *casework.Record { return &m.Record },
	values: func(tx *Tx, m casework.CareTeamMeeting) []any {
		return []any{m.UID, tx.County, m.Revision, m.RecordedBy, m.RecordedAt, m.Withdrawn, m.CareTeamID, m.On, m.Discussed, m.Proposed, m.Text}
	},
	scan: func(scan func(...any) error) (m casework.CareTeamMeeting, err error) {
		var county int64
		return m, scan(&m.ID, &m.UID, &county, &m.Revision, &m.RecordedBy, &m.RecordedAt, &m.Withdrawn, &m.CareTeamID, &m.On, &m.Discussed, &m.Proposed, &m.Text)
	},
	addChildren: func(tx *Tx, all []casework.CareTeamMeeting) error {
		var rows [][]any
		for _, m := range all {
			for i, s := range m.Attended {
				rows = append(rows, []any{m.ID, i, s, slices.Contains(m.InPart, s)})
			}
		}
		return addRows(tx, "care_team_meeting_staff", "meeting, place, staff, in_part", rows)
	},
	readChildren: func(tx *Tx, all []casework.CareTeamMeeting, of string, args []any) error {
		type row struct {
			meeting, staff int64
			inPart         bool
		}
		rows, err := list(tx, func(scan func(...any) error) (r row, err error) { return r, scan(&r.meeting, &r.staff, &r.inPart) },
			"SELECT meeting, staff, in_part FROM care_team_meeting_staff WHERE meeting IN ("+of+") ORDER BY meeting, place", args...)
		place := index(all, func(m *casework.CareTeamMeeting) int64 { return m.ID })
		for _, r := range rows {
			m := place[r.meeting]
			m.Attended = append(m.Attended, r.staff)
			if r.inPart {
				m.InPart = append(m.InPart, r.staff)
			}
		}
		return err
	},
	dropChildren: func(tx *Tx, id int64) error {
		_, err := tx.exec("DELETE FROM care_team_meeting_staff WHERE meeting = $1", id)
		return err
	},
}

// CareTeamMeetingByUID gives one, or ErrNotFound.
func (tx *Tx) CareTeamMeetingByUID(uid casework.UID) (casework.CareTeamMeeting, error) {
	return careTeamMeetings.byUID(tx, uid)
}

// MeetingsOfCareTeam lists a care team's meetings since a day, the oldest
// first, withdrawn ones too.
func (tx *Tx) MeetingsOfCareTeam(careTeam int64, since casework.Day) ([]casework.CareTeamMeeting, error) {
	return careTeamMeetings.where(tx, "county = $1 AND care_team = $2 AND on_day >= $3", careTeam, since)
}

// AddCareTeamMeeting adds one with who was there. A uid that is there is ErrTaken.
func (tx *Tx) AddCareTeamMeeting(m casework.CareTeamMeeting) (casework.CareTeamMeeting, error) {
	all := []casework.CareTeamMeeting{m}
	err := careTeamMeetings.add(tx, all)
	return all[0], err
}

// ReviseCareTeamMeeting puts the changed one in the place of the old; see table.revise.
func (tx *Tx) ReviseCareTeamMeeting(old, changed casework.CareTeamMeeting, actor, reason string) (casework.CareTeamMeeting, error) {
	err := careTeamMeetings.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var supervisions = table[casework.Supervision]{
	name:    "supervision",
	columns: "uid, county, revision, recorded_by, recorded_at, withdrawn, team, on_day, kind, text, practise, employer",
	order:   "on_day, id",
	record:  func(s *casework.Supervision) *casework.Record { return &s.Record },
	values: func(tx *Tx, s casework.Supervision) []any {
		return []any{s.UID, tx.County, s.Revision, s.RecordedBy, s.RecordedAt, s.Withdrawn, s.TeamID, s.On, s.Kind, s.Text, s.Practise, ref(s.EmployerID).value()}
	},
	scan: func(scan func(...any) error) (s casework.Supervision, err error) {
		var county int64
		return s, scan(&s.ID, &s.UID, &county, &s.Revision, &s.RecordedBy, &s.RecordedAt, &s.Withdrawn, &s.TeamID, &s.On, &s.Kind, &s.Text, &s.Practise, key(&s.EmployerID))
	},
	addChildren: func(tx *Tx, all []casework.Supervision) error {
		var rows [][]any
		for _, s := range all {
			rows = append(rows, placed(s.ID, s.Staff)...)
		}
		return addRows(tx, "supervision_staff", "supervision, place, staff", rows)
	},
	readChildren: func(tx *Tx, all []casework.Supervision, of string, args []any) error {
		rows, err := staffRows(tx, "supervision_staff", "supervision", of, args)
		place := index(all, func(s *casework.Supervision) int64 { return s.ID })
		for _, r := range rows {
			place[r.of].Staff = append(place[r.of].Staff, r.staff)
		}
		return err
	},
	dropChildren: func(tx *Tx, id int64) error {
		_, err := tx.exec("DELETE FROM supervision_staff WHERE supervision = $1", id)
		return err
	},
}

// SupervisionByUID gives one occasion, or ErrNotFound.
func (tx *Tx) SupervisionByUID(uid casework.UID) (casework.Supervision, error) {
	return supervisions.byUID(tx, uid)
}

// EverySupervisionOf lists the team's occasions of guidance since a day, the
// oldest first, withdrawn ones too.
func (tx *Tx) EverySupervisionOf(team int64, since casework.Day) ([]casework.Supervision, error) {
	return supervisions.where(tx, "team = $2 AND on_day >= $3", team, since)
}

// AddSupervision adds one occasion with who took part. A uid that is there is ErrTaken.
func (tx *Tx) AddSupervision(s casework.Supervision) (casework.Supervision, error) {
	all := []casework.Supervision{s}
	err := supervisions.add(tx, all)
	return all[0], err
}

// ReviseSupervision puts the changed one in the place of the old; see table.revise.
func (tx *Tx) ReviseSupervision(old, changed casework.Supervision, actor, reason string) (casework.Supervision, error) {
	err := supervisions.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var serviceNotes = table[casework.ServiceNote]{
	name: "service_note",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, team, on_day, kind, with_whom, executive, present, text," +
		" way, place, theme, cost, feedback, agenda, observations, decisions, wishes, next_on",
	order:  "on_day, id",
	record: func(n *casework.ServiceNote) *casework.Record { return &n.Record },
	values: func(tx *Tx, n casework.ServiceNote) []any {
		return []any{n.UID, tx.County, orNull(n.SenderID), n.Revision, n.RecordedBy, n.RecordedAt, n.Withdrawn,
			n.TeamID, n.On, n.Kind, n.With, n.Executive, n.Present, n.Text,
			n.Way, n.Place, n.Theme, n.Cost, n.Feedback, n.Agenda, n.Observations, n.Decisions, n.Wishes, n.NextOn}
	},
	scan: func(scan func(...any) error) (n casework.ServiceNote, err error) {
		var county int64
		return n, scan(&n.ID, &n.UID, &county, optional(&n.SenderID), &n.Revision, &n.RecordedBy, &n.RecordedAt, &n.Withdrawn,
			&n.TeamID, &n.On, &n.Kind, &n.With, &n.Executive, &n.Present, &n.Text,
			&n.Way, &n.Place, &n.Theme, &n.Cost, &n.Feedback, &n.Agenda, &n.Observations, &n.Decisions, &n.Wishes, &n.NextOn)
	},
	addChildren: addServiceNoteRows,
	readChildren: func(tx *Tx, all []casework.ServiceNote, of string, args []any) error {
		place := index(all, func(n *casework.ServiceNote) int64 { return n.ID })
		for _, read := range []func(*Tx, map[int64]*casework.ServiceNote, string, []any) error{readServiceNoteStaff, readAttendees, readPhaseCounts} {
			if err := read(tx, place, of, args); err != nil {
				return err
			}
		}
		return nil
	},
	dropChildren: func(tx *Tx, id int64) error {
		for _, rows := range []string{"service_note_staff", "service_note_attendee", "service_note_phase"} {
			if _, err := tx.exec("DELETE FROM "+rows+" WHERE service_note = $1", id); err != nil {
				return err
			}
		}
		return nil
	},
}

// addServiceNoteRows adds who of ours was there, who came of others, and how many
// of each phase of coaching.
func addServiceNoteRows(tx *Tx, all []casework.ServiceNote) error {
	var people, attendees, phases [][]any
	for _, n := range all {
		for i, s := range n.Staff {
			people = append(people, []any{n.ID, i, s, slices.Contains(n.Led, s)})
		}
		for i, a := range n.Attendees {
			attendees = append(attendees, []any{n.ID, i, a.Organisation, a.Municipality, a.Role, a.Count})
		}
		for _, p := range n.Phases {
			phases = append(phases, []any{n.ID, p.Phase, p.Count})
		}
	}
	if err := addRows(tx, "service_note_staff", "service_note, place, staff, led", people); err != nil {
		return err
	}
	if err := addRows(tx, "service_note_attendee", "service_note, place, organisation, municipality, role, people", attendees); err != nil {
		return err
	}
	return addRows(tx, "service_note_phase", "service_note, phase, people", phases)
}

func readServiceNoteStaff(tx *Tx, notes map[int64]*casework.ServiceNote, of string, args []any) error {
	type row struct {
		note, staff int64
		led         bool
	}
	rows, err := list(tx, func(scan func(...any) error) (r row, err error) { return r, scan(&r.note, &r.staff, &r.led) },
		"SELECT service_note, staff, led FROM service_note_staff WHERE service_note IN ("+of+") ORDER BY service_note, place", args...)
	for _, r := range rows {
		n := notes[r.note]
		n.Staff = append(n.Staff, r.staff)
		if r.led {
			n.Led = append(n.Led, r.staff)
		}
	}
	return err
}

func readAttendees(tx *Tx, notes map[int64]*casework.ServiceNote, of string, args []any) error {
	type row struct {
		note int64
		casework.Attendee
	}
	rows, err := list(tx, func(scan func(...any) error) (r row, err error) {
		return r, scan(&r.note, &r.Organisation, &r.Municipality, &r.Role, &r.Count)
	}, "SELECT service_note, organisation, municipality, role, people FROM service_note_attendee WHERE service_note IN ("+of+") ORDER BY service_note, place", args...)
	for _, r := range rows {
		notes[r.note].Attendees = append(notes[r.note].Attendees, r.Attendee)
	}
	return err
}

// readPhaseCounts reads them in the order of the phases.
func readPhaseCounts(tx *Tx, notes map[int64]*casework.ServiceNote, of string, args []any) error {
	type row struct {
		note int64
		casework.PhaseCount
	}
	rows, err := list(tx, func(scan func(...any) error) (r row, err error) { return r, scan(&r.note, &r.Phase, &r.Count) },
		"SELECT service_note, phase, people FROM service_note_phase WHERE service_note IN ("+of+")", args...)
	slices.SortFunc(rows, func(a, b row) int {
		return slices.Index(casework.Phases, a.Phase) - slices.Index(casework.Phases, b.Phase)
	})
	for _, r := range rows {
		notes[r.note].Phases = append(notes[r.note].Phases, r.PhaseCount)
	}
	return err
}

// ServiceNoteByUID gives one, or ErrNotFound.
func (tx *Tx) ServiceNoteByUID(uid casework.UID) (casework.ServiceNote, error) {
	return serviceNotes.byUID(tx, uid)
}

// ServiceNoteByID gives one, or ErrNotFound.
func (tx *Tx) ServiceNoteByID(id int64) (casework.ServiceNote, error) {
	return serviceNotes.byID(tx, id)
}

// EveryServiceNoteOf lists the team's notes of the service since a day, the
// oldest first, withdrawn ones too.
func (tx *Tx) EveryServiceNoteOf(team int64, since casework.Day) ([]casework.ServiceNote, error) {
	return serviceNotes.where(tx, "team = $2 AND on_day >= $3", team, since)
}

// AddServiceNote adds one. A uid that is there is ErrTaken.
func (tx *Tx) AddServiceNote(n casework.ServiceNote) (casework.ServiceNote, error) {
	all := []casework.ServiceNote{n}
	err := serviceNotes.add(tx, all)
	return all[0], err
}

// ReviseServiceNote puts the changed one in the place of the old; see table.revise.
func (tx *Tx) ReviseServiceNote(old, changed casework.ServiceNote, actor, reason string) (casework.ServiceNote, error) {
	err := serviceNotes.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var trainings = table[casework.Training]{
	name:    "training",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, staff, kind, name, done_on, due_on",
	order:   "staff, id",
	record:  func(t *casework.Training) *casework.Record { return &t.Record },
	values: func(tx *Tx, t casework.Training) []any {
		return []any{t.UID, tx.County, orNull(t.SenderID), t.Revision, t.RecordedBy, t.RecordedAt, t.Withdrawn, t.StaffID, t.Kind, t.Name, t.DoneOn, t.DueOn}
	},
	scan: func(scan func(...any) error) (t casework.Training, err error) {
		var county int64
		return t, scan(&t.ID, &t.UID, &county, optional(&t.SenderID), &t.Revision, &t.RecordedBy, &t.RecordedAt, &t.Withdrawn,
			&t.StaffID, &t.Kind, &t.Name, &t.DoneOn, &t.DueOn)
	},
}

// TrainingByUID gives one, or ErrNotFound.
func (tx *Tx) TrainingByUID(uid casework.UID) (casework.Training, error) {
	return trainings.byUID(tx, uid)
}

// TrainingsOf lists the trainings of some of the staff, withdrawn ones too.
func (tx *Tx) TrainingsOf(staff []int64) ([]casework.Training, error) {
	var all []casework.Training
	for part := range slices.Chunk(staff, chunk) {
		marks, args := in([]any{tx.County}, part)
		some, err := trainings.where(tx, "staff IN ("+marks+")", args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// AddTraining adds one. A uid that is there is ErrTaken.
func (tx *Tx) AddTraining(t casework.Training) (casework.Training, error) {
	all := []casework.Training{t}
	err := trainings.add(tx, all)
	return all[0], err
}

// ReviseTraining puts the changed one in the place of the old; see table.revise.
func (tx *Tx) ReviseTraining(old, changed casework.Training, actor, reason string) (casework.Training, error) {
	err := trainings.revise(tx, old, &changed, actor, reason)
	return changed, err
}

func placed(of int64, staff []int64) [][]any {
	rows := make([][]any, len(staff))
	for i, s := range staff {
		rows[i] = []any{of, i, s}
	}
	return rows
}
