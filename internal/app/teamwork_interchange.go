package app

import (
	"sijoita/casework"
	"sijoita/internal/interchange"
)

// How what a team notes of itself stands in documents. Guidance, care-team
// meetings and weeks have no ids there: each comes to be once for every time it
// is told, but a week of one person once.

func (in *importer) addWorktime() error {
	return in.turn.tx.AddWorktime(converted(in.document.Worktime, func(w interchange.Worktime) casework.Worktime {
		return casework.Worktime{
			Record: in.record(""), RecordedAt: in.turn.tx.Now.UnixMicro(),
			StaffID: in.key(interchange.ListStaff, w.Staff), Week: w.Week, Hours: w.Hours,
			EmploymentServices: w.EmploymentServicesHours, Community: w.CommunityHours,
		}
	}))
}

func (in *importer) addCareTeamMeetings() error {
	return in.turn.tx.AddCareTeamMeetings(converted(in.document.CareTeamMeetings, func(m interchange.CareTeamMeeting) casework.CareTeamMeeting {
		return casework.CareTeamMeeting{
			Noted: in.noted("", m.Withdrawn), CareTeamID: in.key(interchange.ListCareTeams, m.CareTeam), On: m.On,
			Attended: in.everyKey(interchange.ListStaff, m.Attended), InPart: in.everyKey(interchange.ListStaff, m.InPart),
			Discussed: m.Discussed, Proposed: m.Proposed, Text: m.Text,
		}
	}))
}

func (in *importer) addSupervision() error {
	return in.turn.tx.AddSupervisions(converted(in.document.Supervision, func(s interchange.Supervision) casework.Supervision {
		return casework.Supervision{
			Noted: in.noted("", s.Withdrawn), TeamID: in.key(interchange.ListTeams, s.Team), On: s.On, Kind: s.Kind,
			Staff: in.everyKey(interchange.ListStaff, s.Staff), Text: s.Text, Practise: s.Practise,
			EmployerID: in.key(interchange.ListEmployers, s.Employer),
		}
	}))
}

func (in *importer) addServiceNotes() error {
	notes := converted(in.document.ServiceNotes, func(n interchange.ServiceNote) casework.ServiceNote {
		return casework.ServiceNote{
			Noted: in.noted(n.ID, n.Withdrawn), TeamID: in.key(interchange.ListTeams, n.Team), On: n.On, Kind: n.Kind,
			Staff: in.everyKey(interchange.ListStaff, n.Staff), With: n.With, Executive: n.Executive, Present: n.Present, Text: n.Text,
			GroupMeeting: casework.GroupMeeting{
				Way: n.Way, Place: n.Place, Theme: n.Theme, Led: in.everyKey(interchange.ListStaff, n.Led), Cost: n.Cost, Feedback: n.Feedback,
				Agenda: n.Agenda, Observations: n.Observations, Decisions: n.Decisions, Wishes: n.Wishes, NextOn: n.NextOn,
				Attendees: converted(n.Attendees, func(a interchange.Attendee) casework.Attendee {
					return casework.Attendee{Organisation: a.Organisation, Municipality: a.Municipality, Role: a.Role, Count: *a.Count}
				}),
				Phases: converted(n.Phases, func(p interchange.PhaseCount) casework.PhaseCount {
					return casework.PhaseCount{Phase: p.Phase, Count: *p.Count}
				}),
			},
		}
	})
	err := in.turn.tx.AddServiceNotes(notes)
	keep(in, interchange.ListServiceNotes, notes, func(n *casework.ServiceNote) casework.Record { return n.Record })
	return err
}

func (in *importer) addGroupActions() error {
	return in.turn.tx.AddGroupActions(converted(in.document.GroupActions, func(a interchange.GroupAction) casework.GroupAction {
		return casework.GroupAction{
			Noted: in.noted(a.ID, a.Withdrawn), NoteID: in.key(interchange.ListServiceNotes, a.ServiceNote), What: a.What, Municipality: a.Municipality,
			StaffID: in.key(interchange.ListStaff, a.Staff), Who: a.Who, DueOn: a.DueOn, State: a.State, ClosedOn: a.ClosedOn, Outcome: a.Outcome,
		}
	}))
}

func (in *importer) addTrainings() error {
	return in.turn.tx.AddTrainings(converted(in.document.Trainings, func(t interchange.Training) casework.Training {
		return casework.Training{
			Noted: in.noted(t.ID, t.Withdrawn), StaffID: in.key(interchange.ListStaff, t.Staff), Kind: t.Kind, Name: t.Name,
			DoneOn: t.DoneOn, DueOn: t.DueOn,
		}
	}))
}

func (x exporter) worktime(w casework.Worktime) interchange.Worktime {
	return interchange.Worktime{
		Staff: x.staff[w.StaffID], Week: w.Week, Hours: w.Hours,
		EmploymentServicesHours: w.EmploymentServices, CommunityHours: w.Community,
	}
}

func (x exporter) careTeamMeeting(m casework.CareTeamMeeting) interchange.CareTeamMeeting {
	return interchange.CareTeamMeeting{
		CareTeam: x.careTeams[m.CareTeamID], On: m.On, Attended: x.staff.all(m.Attended), InPart: x.staff.all(m.InPart),
		Discussed: m.Discussed, Proposed: m.Proposed, Text: m.Text, Withdrawn: m.Withdrawn,
	}
}

func (x exporter) supervision(s casework.Supervision) interchange.Supervision {
	return interchange.Supervision{
		Team: x.teams[s.TeamID], On: s.On, Kind: s.Kind, Staff: x.staff.all(s.Staff), Text: s.Text, Practise: s.Practise,
		Employer: x.employers[s.EmployerID], Withdrawn: s.Withdrawn,
	}
}

func (x exporter) serviceNote(n casework.ServiceNote) interchange.ServiceNote {
	return interchange.ServiceNote{
		ID: n.Outward(), Team: x.teams[n.TeamID], On: n.On, Kind: n.Kind, Staff: x.staff.all(n.Staff), With: n.With,
		Executive: n.Executive, Present: n.Present, Text: n.Text, Withdrawn: n.Withdrawn,
		Way: n.Way, Place: n.Place, Theme: n.Theme, Led: x.staff.all(n.Led), Cost: n.Cost, Feedback: n.Feedback,
		Agenda: n.Agenda, Observations: n.Observations, Decisions: n.Decisions, Wishes: n.Wishes, NextOn: n.NextOn,
		Attendees: converted(n.Attendees, func(a casework.Attendee) interchange.Attendee {
			return interchange.Attendee{Organisation: a.Organisation, Municipality: a.Municipality, Role: a.Role, Count: &a.Count}
		}),
		Phases: converted(n.Phases, func(p casework.PhaseCount) interchange.PhaseCount {
			return interchange.PhaseCount{Phase: p.Phase, Count: &p.Count}
		}),
	}
}

func (x exporter) groupAction(a casework.GroupAction) interchange.GroupAction {
	return interchange.GroupAction{
		ID: a.Outward(), ServiceNote: x.serviceNotes[a.NoteID], What: a.What, Municipality: a.Municipality, Staff: x.staff[a.StaffID], Who: a.Who,
		DueOn: a.DueOn, State: a.State, ClosedOn: a.ClosedOn, Outcome: a.Outcome, Withdrawn: a.Withdrawn,
	}
}

func (x exporter) training(t casework.Training) interchange.Training {
	return interchange.Training{
		ID: t.Outward(), Staff: x.staff[t.StaffID], Kind: t.Kind, Name: t.Name, DoneOn: t.DoneOn, DueOn: t.DueOn, Withdrawn: t.Withdrawn,
	}
}
