package app_test

import (
	"slices"
	"testing"

	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/outcomes"
	"sijoita/problem"
)

// guidance is a day in the field of the team's leader with Riikka.
func (s *subject) guidance() things {
	one := casework.Supervision{Noted: s.u.noted(), TeamID: s.u.team.ID, On: today.AddDays(-1), Kind: casework.FieldMentoring, Staff: []int64{s.u.riikka.ID}, Text: canary + canary}
	s.u.write(s.u.county, func(tx *store.Tx) error { _, err := tx.AddSupervision(one); return err })
	return things{uid: one.UID}
}

func (s *subject) careTeamMeeting() things {
	one := casework.CareTeamMeeting{Noted: s.u.noted(), CareTeamID: s.u.otherCare.ID, On: today.AddDays(-1), Attended: []int64{s.u.riikka.ID}, Text: canary + canary}
	s.u.write(s.u.county, func(tx *store.Tx) error { _, err := tx.AddCareTeamMeeting(one); return err })
	return things{uid: one.UID}
}

func (s *subject) serviceNote() things {
	one := casework.ServiceNote{Noted: s.u.noted(), TeamID: s.u.team.ID, On: today.AddDays(-1), Kind: casework.StaffMessage, Text: canary + canary}
	s.u.write(s.u.county, func(tx *store.Tx) error { _, err := tx.AddServiceNote(one); return err })
	return things{uid: one.UID}
}

func (s *subject) training() things {
	one := casework.Training{Noted: s.u.noted(), StaffID: s.u.riikka.ID, Kind: casework.OtherTraining, Name: canary + canary, DueOn: today}
	s.u.write(s.u.county, func(tx *store.Tx) error { _, err := tx.AddTraining(one); return err })
	return things{uid: one.UID}
}

func (u *town) mentoring() app.SupervisionInput {
	return app.SupervisionInput{UID: u.IDs(), Team: u.team.UID, Kind: casework.FieldMentoring, Staff: []casework.UID{u.riikka.UID}, Text: canary, Practise: canary, Employer: u.purola.UID}
}

func (u *town) careMeeting() app.CareTeamMeetingInput {
	two := 2
	return app.CareTeamMeetingInput{UID: u.IDs(), CareTeam: u.otherCare.UID, Attended: []casework.UID{u.riikka.UID, u.sami.UID}, InPart: []casework.UID{u.sami.UID}, Proposed: &two, Text: canary}
}

func (u *town) steering() app.ServiceNoteInput {
	return app.ServiceNoteInput{UID: u.IDs(), Team: u.team.UID, Kind: casework.SteeringMeeting, Staff: []casework.UID{u.riikka.UID}, With: canary, Executive: true, Text: canary}
}

func (u *town) firstAid(of casework.Staff) app.TrainingInput {
	return app.TrainingInput{UID: u.IDs(), Staff: of.UID, Kind: casework.SafetyTraining, Name: canary, DueOn: today.AddDays(30)}
}

// nextWeek confirms the last full week, or corrects it to an hour more.
func (u *town) nextWeek(staff int64) app.WeekInput {
	in := app.WeekInput{Week: today.AddDays(-7).Week(), Hours: 30, Other: 2, Community: 15}
	u.see(func(tx *store.Tx) error {
		held, err := tx.WorktimeOfStaff(staff, in.Week, in.Week)
		if len(held) > 0 {
			in.Revision, in.Hours = held[0].Revision, held[0].Hours+1
		}
		return err
	})
	return in
}

// TestATeamsNotes: what a team notes of itself is added once, corrected with
// the old text kept, and withdrawn.
func TestATeamsNotes(t *testing.T) {
	inTown(t, func(u *town) {
		paivi := u.as(u.paivi)
		in := u.mentoring()
		first, err := u.NoteSupervision(u.ctx, paivi, in)
		must(u.t, err)
		if first.On != today || first.EmployerID != u.purola.ID || !slices.Equal(first.Staff, []int64{u.riikka.ID}) {
			u.t.Errorf("it is %+v", first)
		}
		if again, err := u.NoteSupervision(u.ctx, paivi, in); err != nil || again.ID != first.ID {
			u.t.Errorf("sent again it is %+v, %v", again, err)
		}
		other := in
		other.Text = "other"
		if _, err := u.NoteSupervision(u.ctx, paivi, other); problem.As(err) == nil || problem.As(err).Key != app.NotedKey {
			u.t.Errorf("another text under its uid: %v", err)
		}
		if _, err := u.NoteSupervision(u.ctx, u.as(u.riikka), u.mentoring()); !problem.Is(err, problem.Forbidden) {
			u.t.Errorf("a coach notes the leader's guidance: %v", err)
		}
		changed, err := u.CorrectSupervision(u.ctx, paivi, because(first.UID), other)
		must(u.t, err)
		if changed.Revision != 2 || changed.Text != "other" || changed.TeamID != u.team.ID {
			u.t.Errorf("corrected it is %+v", changed)
		}
		if _, err := u.CorrectSupervision(u.ctx, paivi, because(first.UID), in); !problem.Is(err, problem.Conflict) {
			u.t.Errorf("a stale correction: %v", err)
		}
		_, err = u.WithdrawSupervision(u.ctx, paivi, app.Correction{UID: first.UID, Revision: 2, Reason: "twice"})
		must(u.t, err)
		page, err := u.Supervision(u.ctx, paivi, first.UID)
		must(u.t, err)
		if !page.Record.Withdrawn || len(page.Revisions) != 2 || page.Revisions[0].Reason != "twice" {
			u.t.Errorf("its page is %+v", page)
		}

		meeting, err := u.NoteCareTeamMeeting(u.ctx, u.as(u.riikka), u.careMeeting())
		must(u.t, err)
		if !slices.Equal(meeting.InPart, []int64{u.sami.ID}) || *meeting.Proposed != 2 {
			u.t.Errorf("the meeting is %+v", meeting)
		}
		elsewhere := u.careMeeting()
		elsewhere.CareTeam = u.care.UID
		if _, err := u.NoteCareTeamMeeting(u.ctx, u.as(u.riikka), elsewhere); !problem.Is(err, problem.Forbidden) {
			u.t.Errorf("a coach notes a meeting of a care team that the team has nothing to do with: %v", err)
		}
		_, err = u.NoteCareTeamMeeting(u.ctx, u.as(u.kaisa), elsewhere)
		must(u.t, err)
		if _, err := u.NoteCareTeamMeeting(u.ctx, u.as(u.kaisa), u.careMeeting()); !problem.Is(err, problem.Forbidden) {
			u.t.Errorf("a nurse notes another care team's meeting: %v", err)
		}
		form, err := u.CareTeamMeetingForm(u.ctx, u.as(u.kaisa), u.care.UID)
		must(u.t, err)
		for _, c := range form.Clients {
			if closed := c.Client.UID == u.liisa.UID; c.Closed != closed {
				u.t.Errorf("%s's doings are closed to the nurse: %v", c.Client.Name(), c.Closed)
			}
		}
	})
}

// TestWhoSeesWhatOfTheTeam: guidance of one is for the leader and that one.
func TestWhoSeesWhatOfTheTeam(t *testing.T) {
	inTown(t, func(u *town) {
		of := func(kind casework.SupervisionKind, staff ...casework.UID) {
			in := u.mentoring()
			in.Kind, in.Staff = kind, staff
			_, err := u.NoteSupervision(u.ctx, u.as(u.paivi), in)
			must(u.t, err)
		}
		of(casework.IndividualSupervision, u.riikka.UID)
		of(casework.IndividualSupervision, u.sami.UID)
		of(casework.GroupSupervision, u.riikka.UID, u.sami.UID)
		_, err := u.NoteTraining(u.ctx, u.as(u.paivi), u.firstAid(u.sami))
		must(u.t, err)
		for _, row := range []struct {
			who       casework.Staff
			guidance  int
			texts     int
			weeks     int
			trainings int
		}{{u.paivi, 3, 3, 2, 1}, {u.riikka, 2, 2, 1, 0}, {u.sami, 2, 2, 1, 1}, {u.outi, 1, 0, 0, 0}} {
			page, err := u.Teamwork(u.ctx, u.as(row.who), u.team.UID)
			must(u.t, err)
			texts := 0
			for _, s := range page.Supervision {
				if s.Text != "" {
					texts++
				}
			}
			if len(page.Supervision) != row.guidance || texts != row.texts || len(page.Weeks) != row.weeks || len(page.Trainings) != row.trainings {
				u.t.Errorf("%s sees %d occasions with %d texts, %d coaches' weeks and %d trainings", row.who.Name, len(page.Supervision), texts, len(page.Weeks), len(page.Trainings))
			}
		}
		if _, err := u.Teamwork(u.ctx, u.as(u.elina), u.team.UID); !problem.Is(err, problem.Forbidden) {
			u.t.Errorf("a coach of another team sees the team's work: %v", err)
		}
		if _, err := u.NoteTraining(u.ctx, u.as(u.riikka), u.firstAid(u.sami)); !problem.Is(err, problem.Forbidden) {
			u.t.Errorf("a coach notes a colleague's training: %v", err)
		}
	})
}

// TestAWorkingWeek: it is proposed from the notes, confirmed once, corrected,
// and read by the live scores.
func TestAWorkingWeek(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		lastWeek := today.AddDays(-7).Week()
		w, err := u.WorkWeek(u.ctx, riikka, 0)
		must(u.t, err)
		if w.Week != lastWeek || w.Confirmed != nil || w.Proposal.Community != 2 || w.Proposal.Hours != casework.FullWeek {
			u.t.Errorf("the proposal is %+v", w)
		}
		in := app.WeekInput{Week: lastWeek, Hours: 37.5, Other: 1.5, Community: 20}
		for range 2 { // sent twice
			if _, err := u.ConfirmWeek(u.ctx, riikka, in); err != nil {
				u.t.Fatal(err)
			}
		}
		in.Community = 25
		if _, err := u.ConfirmWeek(u.ctx, riikka, in); !problem.Is(err, problem.Conflict) {
			u.t.Errorf("confirmed again with other hours: %v", err)
		}
		in.Revision = 1
		got, err := u.ConfirmWeek(u.ctx, riikka, in)
		must(u.t, err)
		if got.Revision != 2 || got.EmploymentServices != 36 || got.Community != 25 {
			u.t.Errorf("corrected it is %+v", got)
		}
		if w, err = u.WorkWeek(u.ctx, riikka, lastWeek); err != nil || w.Confirmed == nil || len(w.Revisions) != 1 {
			u.t.Errorf("the week is %+v, %v", w, err)
		}
		if _, err := u.WorkWeek(u.ctx, riikka, today.AddDays(7).Week()); !problem.Is(err, problem.Invalid) {
			u.t.Errorf("a week ahead: %v", err)
		}
		if _, err := u.ConfirmWeek(u.ctx, u.as(u.paivi), in); !problem.Is(err, problem.Forbidden) {
			u.t.Errorf("a leader confirms a week of their own: %v", err)
		}
		live, err := u.LiveFidelity(u.ctx, u.as(u.paivi), app.FidelityInput{Team: u.team.Outward()})
		must(u.t, err)
		if score := live.Scores.Items[24].Score; score == nil || *score != 5 {
			u.t.Errorf("25 of 37.5 hours outside score %v", score)
		}
		if live.Scores.Items[2].Missing[0].What != fidelity.WorktimeWeeks {
			u.t.Errorf("item 2 misses %v", live.Scores.Items[2].Missing)
		}
		day, err := u.Today(u.ctx, riikka)
		must(u.t, err)
		if len(day.Team) != 1 || day.Team[0].Kind != outcomes.DueWeek || day.Team[0].N != 3 || !day.Team[0].Late {
			u.t.Errorf("what waits of the team's work is %+v", day.Team)
		}
		if day, err = u.Today(u.ctx, u.as(u.paivi)); err != nil || !slices.ContainsFunc(day.Team, func(d outcomes.TeamDue) bool { return d.Kind == outcomes.DueLogReview && d.Late }) {
			u.t.Errorf("for the leader it is %+v, %v", day.Team, err)
		}
	})
}
