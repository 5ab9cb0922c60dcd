package app_test

import (
	"slices"
	"strings"
	"testing"

	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// waitingAs are who waits in a team, as somebody sees it: each with days and to
// whom they are promised.
func (u *town) waitingAs(who casework.Staff) string {
	u.t.Helper()
	q, err := u.Queue(u.ctx, u.as(who), casework.UID{}, 0)
	must(u.t, err)
	u.entries()
	var lines []string
	for _, c := range q.Clients {
		lines = append(lines, c.Client.GivenName+" "+q.Names.Staff[c.Coach])
	}
	return strings.Join(lines, ", ")
}

func TestTheQueueIsInTheOrderOfTheReferrals(t *testing.T) {
	inTown(t, func(u *town) {
		h := home{u.team, casework.Staff{}, u.otherCare, casework.Queue, nil}
		u.move("Aatos", "Jonottaja", h)
		q, err := u.Queue(u.ctx, u.as(u.riikka), casework.UID{}, 0)
		must(u.t, err)
		for i, c := range q.Clients {
			if c.Episode.StateOn(today) != casework.Queue || c.Waited != today.DaysSince(c.Episode.ReferredOn) {
				u.t.Errorf("%s is %s and has waited %d days", c.Client.Name(), c.Episode.StateOn(today), c.Waited)
			}
			if i > 0 && c.Episode.ReferredOn.Before(q.Clients[i-1].Episode.ReferredOn) {
				u.t.Errorf("%s comes after one who was referred later", c.Client.Name())
			}
		}
		if q.Total != len(q.Clients) || q.Total < 2 || q.MayKeep {
			u.t.Errorf("%d wait, %d are listed, a coach keeps the queue: %v", q.Total, len(q.Clients), q.MayKeep)
		}
		if q.Cause != casework.CausePace || q.Free() < 1 {
			u.t.Errorf("with %d free places the cause is %q", q.Free(), q.Cause)
		}
		log := u.entries()
		if len(log) != 1 || log[0].Action != audit.Listed || len(log[0].Clients) != len(q.Clients) {
			u.t.Errorf("the log says %+v", log)
		}
	})
}

func TestAWaitingClientIsPromisedToACoach(t *testing.T) {
	inTown(t, func(u *town) {
		leader := u.as(u.paivi)
		in := app.AssignInput{Client: u.veikko.UID, Revision: 1, Coach: u.sami.UID}
		_, err := u.AssignCoach(u.ctx, u.as(u.riikka), in)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		e, err := u.AssignCoach(u.ctx, leader, in)
		must(u.t, err)
		if e.CoachOn(today) != u.sami.ID || e.StateOn(today) != casework.Queue {
			u.t.Errorf("it is %+v", e)
		}
		if got := u.waitingAs(u.paivi); !strings.Contains(got, "Veikko Sami") {
			u.t.Errorf("the queue says %q", got)
		}
		_, err = u.AssignCoach(u.ctx, leader, in) // sent again
		must(u.t, err)
		in.Coach = u.riikka.UID // from the old page
		_, err = u.AssignCoach(u.ctx, leader, in)
		wantProblem(u.t, err, problem.Conflict, "problem.stale")
	})
}

func TestTheLimitIsOversteppedOnlyKnowingly(t *testing.T) {
	inTown(t, func(u *town) {
		leader := u.as(u.paivi)
		h := home{u.team, casework.Staff{}, u.otherCare, casework.Queue, nil}
		h.state, h.coach = casework.Active, u.sami
		for range 20 {
			u.move("Uusi", "Asiakas", h)
		}
		in := app.AssignInput{Client: u.veikko.UID, Revision: 1, Coach: u.sami.UID}
		_, err := u.AssignCoach(u.ctx, leader, in)
		wantProblem(u.t, err, problem.Invalid, "knowingly: queue.over_limit")
		in.Knowingly = true
		_, err = u.AssignCoach(u.ctx, leader, in)
		must(u.t, err)

		over := app.HandOverInput{EpisodeInput: u.joona.change(1), Coach: u.sami.UID, From: today}
		_, err = u.HandOverEpisode(u.ctx, leader, over)
		wantProblem(u.t, err, problem.Invalid, "knowingly: queue.over_limit")
		over.Knowingly = true
		_, err = u.HandOverEpisode(u.ctx, leader, over)
		must(u.t, err)
		u.see(func(tx *store.Tx) error {
			revisions, err := tx.Revisions("episode", u.veikko.Episode.ID)
			if len(revisions) != 1 {
				u.t.Errorf("there are %d earlier texts", len(revisions))
			}
			return err
		})
	})
}

// A coach alone receives who is referred, until somebody leads the team.
func TestATeamThatNobodyLeadsKeepsItsOwnQueue(t *testing.T) {
	inTown(t, func(u *town) {
		programme, team, care := u.addUnits(u.county, "Suvannon LATU", "Työikäisten palvelut")
		lone := u.hire(u.county, "Lotta Lind", coachIn(team))
		worker := u.hire(u.county, "Siv Sten", nurseIn(care))
		u.called[programme.UID.String()] = "LATU"
		refer := func(given string) casework.Client {
			in := u.referralOf(given, given+"la")
			in.Team, in.CareTeam, in.Note.Likeness = team.UID, care.UID, casework.KnownlyElse
			done, err := u.Refer(u.ctx, u.as(worker), in)
			must(u.t, err)
			u.called[done.Client.UID.String()] = given
			return done.Client
		}
		first, second := refer("Uuno"), refer("Aune")
		queue, err := u.Queue(u.ctx, u.as(lone), team.UID, 0)
		must(t, err)
		if queue.Total != 2 || !queue.MayKeep {
			t.Errorf("the coach sees %d who wait, and may keep the queue: %v", queue.Total, queue.MayKeep)
		}
		u.logged()
		_, err = u.Receive(u.ctx, u.as(lone), app.ReceiptInput{Client: first.UID, Revision: 1, On: today})
		must(t, err)
		entries := u.logged()
		if !slices.ContainsFunc(entries, func(e string) bool {
			return strings.Contains(e, "|receive|") && strings.Contains(e, "|team|coach_unled_team|done|")
		}) {
			t.Errorf("the log does not say why the coach received it: %q", entries)
		}
		page, err := u.AssignPage(u.ctx, u.as(lone), first.UID)
		must(t, err)
		_, err = u.AssignCoach(u.ctx, u.as(lone), app.AssignInput{Client: first.UID, Revision: page.Episode.Revision, Coach: lone.UID})
		must(t, err)
		_, err = u.Receive(u.ctx, u.as(u.riikka), app.ReceiptInput{Client: second.UID, Revision: 1, On: today})
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		week, err := u.Team(u.ctx, u.as(lone), team.UID)
		must(t, err)
		if week.Unled != 1 || week.ShowsAll {
			t.Errorf("the team's page says %d coach without a leader, and shows all: %v", week.Unled, week.ShowsAll)
		}

		u.hire(u.county, "Vera Vik", casework.Grant{Role: casework.RoleTeamLeader, TeamID: team.ID, Unit: team.Name, Span: casework.Span{From: today.AddDays(1)}})
		_, err = u.Receive(u.ctx, u.as(lone), app.ReceiptInput{Client: second.UID, Revision: 1, On: today})
		must(t, err) // a leader to come leads nobody yet
		third := refer("Onni")
		u.hire(u.county, "Maj Malm", casework.Grant{Role: casework.RoleTeamLeader, TeamID: team.ID, Unit: team.Name, Span: casework.Span{From: today, To: today}})
		_, err = u.Receive(u.ctx, u.as(lone), app.ReceiptInput{Client: third.UID, Revision: 1, On: today})
		wantProblem(t, err, problem.NotFound, "problem.not_found")
		if week, err = u.Team(u.ctx, u.as(lone), team.UID); err != nil || week.Unled != 0 {
			t.Errorf("a team with a leader says %d, %v", week.Unled, err)
		}
	})
}
