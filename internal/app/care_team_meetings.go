package app

import (
	"context"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// CareTeamMeetingInput is a care team's meeting as a form sends it.
type CareTeamMeetingInput struct {
	UID       casework.UID // of the note to be, made with the form: sending it twice adds one
	CareTeam  casework.UID // not asked when one is corrected
	On        casework.Day // zero: today
	Attended  []casework.UID
	InPart    []casework.UID // of them
	Discussed *int
	Proposed  *int
	Text      string
}

var careTeamMeetingRecord = teamRecord[casework.CareTeamMeeting, CareTeamMeetingInput]{
	kind:  "care_team_meeting",
	noted: func(m *casework.CareTeamMeeting) *casework.Noted { return &m.Noted },
	uid:   func(in CareTeamMeetingInput) casework.UID { return in.UID },
	place: func(t *turn, in CareTeamMeetingInput) (casework.CareTeamMeeting, error) {
		careTeam, err := t.tx.CareTeamByUID(in.CareTeam)
		return casework.CareTeamMeeting{CareTeamID: careTeam.ID}, err
	},
	may: func(t *turn, m casework.CareTeamMeeting, target string) error {
		within, err := t.withCareTeam(m.CareTeamID)
		if err != nil {
			return err
		}
		return t.may(access.NoteCareTeam, within, "care_team_meeting", target)
	},
	fill: func(t *turn, m *casework.CareTeamMeeting, in CareTeamMeetingInput) (err error) {
		m.On, m.Discussed, m.Proposed, m.Text = cmpDay(in.On, m.On), in.Discussed, in.Proposed, in.Text
		if m.Attended, err = t.staffCalled(in.Attended); err != nil {
			return err
		}
		m.InPart, err = t.staffCalled(in.InPart)
		return err
	},
	check:  casework.NoteCareTeamMeeting,
	find:   (*store.Tx).CareTeamMeetingByUID,
	add:    (*store.Tx).AddCareTeamMeeting,
	revise: (*store.Tx).ReviseCareTeamMeeting,
	detail: func(casework.CareTeamMeeting) string { return "" },
}

// withCareTeam is a care team as the policies see it: it is near the actor's own
// teams when they have to do with it.
func (t *turn) withCareTeam(id int64) (access.Resource, error) {
	within := access.Resource{County: t.tx.County, CareTeams: []int64{id}}
	common, err := t.commonCareTeams()
	for _, c := range common {
		if c.ID == id {
			within.Teams = access.ScopeOf(t.actor, access.ReadClient, t.day).Teams
		}
	}
	return within, err
}

// NoteCareTeamMeeting notes a care team's meeting: a care worker of their own
// care team's, a coach or leader of one in whose work the team takes part.
// Problems: Forbidden; NotFound for a care team or person that is not there;
// Conflict as for every note; Invalid with the fields of
// casework.NoteCareTeamMeeting.
func (a *App) NoteCareTeamMeeting(ctx context.Context, actor access.Actor, in CareTeamMeetingInput) (casework.CareTeamMeeting, error) {
	return careTeamMeetingRecord.note(ctx, a, actor, in)
}

// CorrectCareTeamMeeting puts other facts in the place of a meeting's. Problems:
// as NoteCareTeamMeeting; Invalid without a reason; Conflict when somebody has
// changed it since.
func (a *App) CorrectCareTeamMeeting(ctx context.Context, actor access.Actor, which Correction, in CareTeamMeetingInput) (casework.CareTeamMeeting, error) {
	return careTeamMeetingRecord.correct(ctx, a, actor, which, in)
}

// WithdrawCareTeamMeeting strikes a meeting through. Problems: NotFound, Invalid
// without a reason, Conflict.
func (a *App) WithdrawCareTeamMeeting(ctx context.Context, actor access.Actor, which Correction) (casework.CareTeamMeeting, error) {
	return careTeamMeetingRecord.withdraw(ctx, a, actor, which)
}

// CareTeamMeeting gives one meeting with its earlier texts.
func (a *App) CareTeamMeeting(ctx context.Context, actor access.Actor, uid casework.UID) (RecordPage[casework.CareTeamMeeting], error) {
	return show(ctx, a, actor, func(t *turn) (RecordPage[casework.CareTeamMeeting], error) {
		p, err := careTeamMeetingRecord.page(t, uid)
		if err != nil {
			return p, err
		}
		careTeams, err := t.tx.CareTeams()
		if err != nil {
			return p, err
		}
		for _, c := range careTeams {
			if c.ID == p.Record.CareTeamID {
				p.Form.CareTeam = c
			}
		}
		p.Form.Today = t.day
		p.Form.People, err = t.careTeamPeople(p.Record.CareTeamID, p.Record.Attended)
		return p, err
	})
}

// careTeamPeople lists who may have been at a care team's meeting: the coaches
// who attend it, the actor where they lead or coach, the leaders of those
// coaches' teams, and others who are named already.
func (t *turn) careTeamPeople(careTeam int64, named []int64) ([]casework.Staff, error) {
	people, err := t.attending(careTeam)
	if err != nil {
		return nil, err
	}
	var teams []int64
	for _, p := range people {
		for _, g := range p.Grants {
			if g.Role == casework.RoleCoach && g.Holds(t.day) {
				teams = append(teams, g.TeamID)
			}
		}
	}
	own := access.ScopeOf(t.actor, access.ReadClient, t.day)
	near, err := t.tx.StaffOfTeams(distinct(append(teams, own.Teams...)))
	if err != nil {
		return nil, err
	}
	for _, s := range near {
		for _, g := range s.Grants {
			if g.Holds(t.day) && (g.Role == casework.RoleTeamLeader || s.ID == t.actor.StaffID) {
				named = append(named, s.ID)
			}
		}
	}
	return t.withNamed(people, named)
}

// CareTeamMeetingForm is what is needed to hold a care team's meeting and note
// it.
type CareTeamMeetingForm struct {
	CareAgenda
	Form RecordForm
}

// CareTeamMeetingForm gives the form of a meeting of the care team with its
// agenda. Problems: as CareAgenda.
func (a *App) CareTeamMeetingForm(ctx context.Context, actor access.Actor, uid casework.UID) (CareTeamMeetingForm, error) {
	return show(ctx, a, actor, func(t *turn) (CareTeamMeetingForm, error) {
		p, err := t.careAgenda(uid)
		f := CareTeamMeetingForm{CareAgenda: p}
		if err != nil {
			return f, err
		}
		f.Form = RecordForm{CareTeam: p.CareTeam, Today: t.day}
		f.Form.People, err = t.careTeamPeople(p.CareTeam.ID, nil)
		t.shows(audit.Listed, "care_team", uid.String(), "agenda", p.concerned()...)
		return f, err
	})
}
