package app_test

import (
	"fmt"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// change is a form about the client's present episode, from its first text.
func change(t things) app.EpisodeInput { return app.EpisodeInput{Client: t.client, Revision: 1} }

func (r resident) change(revision int) app.EpisodeInput {
	return app.EpisodeInput{Client: r.UID, Revision: revision}
}

var (
	pauseNote = casework.PauseNote{From: today, Reason: casework.PauseHospital, CheckOn: today.AddDays(28), Contact: casework.CoachContacts}
	endNote   = casework.EpisodeEnd{On: today, Reason: casework.CloseMoved,
		Closing: casework.Closing{Initiative: casework.ByBoth, Situation: casework.InPaidWork, HandedTo: canary, WayBackTold: true}}
)

// colleagueOf is somebody new of a coach's team.
func (u *town) colleagueOf(coach casework.Staff) casework.Staff {
	county := u.county
	if coach.ID == u.pekka.ID {
		county = u.abroad
	}
	return u.hire(county, "Uusi Valmentaja", casework.Grant{Role: casework.RoleCoach, TeamID: coach.Grants[0].TeamID, Span: always})
}

// firstMeeting is the note of a first meeting with a text.
func firstMeeting(decision casework.Decision) casework.SuitabilityNote {
	return casework.SuitabilityNote{On: today, VoluntaryTold: true, Wish: canary, Decision: decision, ThinkUntil: today.AddDays(14),
		Reason: casework.DeclineNotNow, Service: canary}
}

// firstMeeting adds one, noted by somebody.
func (u *town) firstMeeting(by casework.Staff, client casework.UID) (s casework.Suitability) {
	u.t.Helper()
	county := u.county
	if by.ID == u.pekka.ID {
		county = u.abroad
	}
	u.write(county, func(tx *store.Tx) error {
		c, err := tx.ClientByUID(client)
		if err != nil {
			return err
		}
		episodes, err := tx.EpisodesOfClients([]int64{c.ID})
		if err != nil {
			return err
		}
		if s, _, err = casework.MeetFirst(episodes[0], firstMeeting(casework.DecideStart), today); err != nil {
			return err
		}
		s.Noted = u.noted()
		s.RecordedBy = by.ID
		s, err = tx.AddSuitability(s)
		return err
	})
	return s
}

func TestAnEpisodeIsPausedAndGoesOn(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		before := u.joona.Episode
		paused, err := u.PauseEpisode(u.ctx, riikka, u.joona.change(1), pauseNote)
		must(u.t, err)
		want := before
		want.Revision = 2
		want.Pauses = []casework.Pause{{Span: casework.Span{From: today}, Reason: "hospital", CheckOn: today.AddDays(28), Contact: casework.CoachContacts}}
		u.wantSame("what is answered", paused, want)
		u.wantSame("what is kept", u.episode(u.joona), want)
		u.wantLogged(asRiikka + "pause|episode|Joona's episode|own_caseload|coach_own_caseload,coach_team|done||Joona")

		again, err := u.PauseEpisode(u.ctx, riikka, u.joona.change(1), pauseNote) // sent twice
		must(u.t, err)
		u.wantSame("the second answer", again, want)
		u.wantLogged(asRiikka + "show|episode|Joona's episode|own_caseload|coach_own_caseload,coach_team|shown|unchanged|Joona")

		_, err = u.PauseEpisode(u.ctx, u.as(u.sami), u.joona.change(1), pauseNote) // somebody else's is none of one's own
		wantProblem(u.t, err, problem.Conflict, "from: episode.already_paused")
		_, err = u.ResumeEpisode(u.ctx, riikka, u.joona.change(1), today)
		wantProblem(u.t, err, problem.Conflict, "problem.stale")
		u.logged()

		_, err = u.CheckPause(u.ctx, riikka, u.joona.change(2), today.AddDays(7))
		must(u.t, err)
		u.wantLogged(asRiikka + "change|episode|Joona's episode|own_caseload|coach_own_caseload,coach_team|done|Pauses|Joona")
		u.clock.Advance(minutes(3 * 24 * 60))
		went, err := u.ResumeEpisode(u.ctx, u.as(u.sami), u.joona.change(3), today.AddDays(3)) // a colleague may
		must(u.t, err)
		want.Revision, want.Pauses[0].CheckOn, want.Pauses[0].To = 4, today.AddDays(7), today.AddDays(2)
		u.wantSame("what goes on", went, want)
		if state := went.StateOn(today.AddDays(3)); state != casework.Active {
			u.t.Errorf("it is %q", state)
		}
	})
}

func TestAnEpisodeEndsAndIsReopened(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		ended, err := u.EndEpisode(u.ctx, riikka, u.joona.change(1), endNote)
		must(u.t, err)
		want := u.joona.Episode
		want.Revision, want.EndedOn, want.EndReason, want.Closing = 2, today, "moved", endNote.Closing
		u.wantSame("what is kept", u.episode(u.joona), want)
		u.wantSame("what is answered", ended, want)
		u.wantLogged(asRiikka + "end|episode|Joona's episode|own_caseload|coach_own_caseload,coach_team|done||Joona")

		for rule, do := range map[string]func() error{
			"pause": func() error { _, err := u.PauseEpisode(u.ctx, riikka, u.joona.change(2), pauseNote); return err },
			"end again": func() error {
				_, err := u.EndEpisode(u.ctx, riikka, u.joona.change(2), endNote)
				return err
			},
			"hand over": func() error {
				_, err := u.HandOverEpisode(u.ctx, riikka, app.HandOverInput{EpisodeInput: u.joona.change(2), Coach: u.sami.UID, From: today})
				return err
			},
		} {
			if err := do(); !problem.Is(err, problem.Conflict) || len(problem.As(err).Fields) != 1 {
				u.t.Errorf("%s: %v", rule, err)
			}
		}
		u.wantSame("what stands", u.episode(u.joona), want)
		u.logged()

		_, err = u.ReopenEpisode(u.ctx, riikka, app.Correction{UID: u.joona.Episode.UID, Revision: 2})
		wantProblem(u.t, err, problem.Invalid, "reason: problem.reason_missing")
		back := app.Correction{UID: u.joona.Episode.UID, Revision: 2, Reason: "väärä asiakas"}
		reopened, err := u.ReopenEpisode(u.ctx, riikka, back)
		must(u.t, err)
		_, err = u.ReopenEpisode(u.ctx, riikka, back) // sent twice
		must(u.t, err)
		want = u.joona.Episode
		want.Revision = 3
		u.wantSame("what goes on", reopened, want)
		u.wantLogged(asRiikka+"reopen|episode|Joona's episode|own_caseload|coach_own_caseload,coach_team|done||Joona",
			asRiikka+"show|episode|Joona's episode|own_caseload|coach_own_caseload,coach_team|shown|unchanged|Joona")
		page, err := u.Episode(u.ctx, riikka, u.joona.Episode.UID)
		must(u.t, err)
		if len(page.Revisions) != 2 || page.Revisions[0].Reason != "väärä asiakas" || page.Revisions[1].Reason != "step:end" || !page.Change || !page.Present {
			u.t.Errorf("its page is %+v", page)
		}
	})
}

func TestAClientReturns(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		uid := u.IDs()
		in := app.ComebackInput{UID: uid, Client: u.aada.UID, On: today, Pathway: casework.PathwaySelf, CareTeam: u.care.UID, Start: true, Coach: u.sami.UID}
		back, err := u.ReturnClient(u.ctx, riikka, in)
		must(u.t, err)
		u.called[uid.String()] = "the new episode"
		if back.StateOn(today) != casework.Active || back.CoachOn(today) != u.sami.ID || back.CareTeamOn(today) != u.care.ID ||
			back.TeamID != u.team.ID || back.RecordedBy != u.riikka.ID {
			u.t.Errorf("it is %+v", back)
		}
		u.wantSame("the earlier one", u.episode(u.aada), u.aada.Episode)
		u.wantLogged(asRiikka + "add|episode|the new episode|own_caseload|coach_own_caseload,coach_team|done|return|Aada")

		again, err := u.ReturnClient(u.ctx, riikka, in)
		must(u.t, err)
		u.wantSame("the second answer", again, back)
		other := in
		other.Start = false
		_, err = u.ReturnClient(u.ctx, riikka, other)
		wantProblem(u.t, err, problem.Conflict, app.NotedKey)
		third := in
		third.UID = u.IDs()
		_, err = u.ReturnClient(u.ctx, riikka, third)
		wantProblem(u.t, err, problem.Conflict, "on: episode.goes_on")
		_, err = u.ReopenEpisode(u.ctx, riikka, app.Correction{UID: u.aada.Episode.UID, Revision: 1, Reason: "x"})
		wantProblem(u.t, err, problem.Conflict, "reason: episode.returned_since")
		if n := u.number(fmt.Sprintf("SELECT COUNT(*) FROM episode WHERE client = %d", back.ClientID)); n != 2 {
			u.t.Errorf("she has %d episodes", n)
		}
	})
}

// A client who is handed over is in the new coach's own caseload, and in no
// other; after a stand-in the own coach has them again.
func TestAHandOverMovesTheClientToAnotherCaseload(t *testing.T) {
	inTown(t, func(u *town) {
		has := func(coach casework.Staff) bool {
			u.t.Helper()
			page, err := u.Caseload(u.ctx, u.as(coach), app.ViewOwn, 0)
			must(u.t, err)
			for _, c := range page.Clients {
				if c.Client.ID == u.joona.ID {
					return true
				}
			}
			return false
		}
		in := app.HandOverInput{EpisodeInput: u.joona.change(1), Coach: u.sami.UID, From: today.AddDays(1), To: today.AddDays(7), StandIn: true}
		handed, err := u.HandOverEpisode(u.ctx, u.as(u.paivi), in)
		must(u.t, err)
		u.wantLogged(asPaivi + "hand_over|episode|Joona's episode|" + asLeader + "done||Joona")
		u.wantSame("the coaches", handed.Coaches, []casework.Dated{
			{ID: u.riikka.ID, Span: casework.Span{From: today.AddDays(-100), To: today}},
			{ID: u.sami.ID, Span: casework.Span{From: today.AddDays(1), To: today.AddDays(7)}},
			{ID: u.riikka.ID, Span: casework.Span{From: today.AddDays(8)}},
		})
		for _, day := range []struct {
			ahead int
			own   casework.Staff
			other casework.Staff
		}{{0, u.riikka, u.sami}, {1, u.sami, u.riikka}, {7, u.sami, u.riikka}, {8, u.riikka, u.sami}} {
			u.clock.Set(u.clock.Now().AddDate(0, 0, day.ahead))
			if !has(day.own) || has(day.other) {
				u.t.Errorf("%d days on: %s has him %v, %s %v", day.ahead, day.own.Name, has(day.own), day.other.Name, has(day.other))
			}
			u.clock.Set(u.clock.Now().AddDate(0, 0, -day.ahead))
		}

		for rule, coach := range map[string]casework.Staff{"of another team": u.elina, "who is none": u.paivi} {
			in := app.HandOverInput{EpisodeInput: u.joona.change(2), Coach: coach.UID, From: today}
			if _, err := u.HandOverEpisode(u.ctx, u.as(u.paivi), in); !problem.Is(err, problem.Invalid) {
				u.t.Errorf("a coach %s: %v", rule, err)
			}
		}
		_, err = u.ChangeCareTeam(u.ctx, u.as(u.paivi), u.joona.change(2), u.care.UID, today)
		must(u.t, err)
		if e := u.episode(u.joona); e.CareTeamOn(today) != u.care.ID || e.CareTeamOn(today.AddDays(-1)) != u.otherCare.ID {
			u.t.Errorf("the care teams are %v", e.CareTeams)
		}
		if _, err := u.ChangeCareTeam(u.ctx, u.as(u.paivi), u.joona.change(3), u.abroadCare.UID, today); !problem.Is(err, problem.NotFound) {
			u.t.Errorf("another county's care team: %v", err)
		}
	})
}

func TestAFirstMeeting(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		uid := u.IDs()
		u.called[uid.String()] = "the meeting"
		in := app.SuitabilityInput{UID: uid, Client: u.veikko.UID, Note: firstMeeting(casework.DecideThink)}
		met, err := u.NoteSuitability(u.ctx, riikka, in)
		must(u.t, err)
		u.wantLogged(asRiikka + "add|suitability|the meeting|" + inTeam + "done|think|Veikko")
		u.wantSame("the episode", u.episode(u.veikko), u.veikko.Episode)
		again, err := u.NoteSuitability(u.ctx, riikka, in)
		must(u.t, err)
		u.wantSame("the second answer", again, met)
		in.Note.Wish = "toinen"
		_, err = u.NoteSuitability(u.ctx, riikka, in)
		wantProblem(u.t, err, problem.Conflict, app.NotedKey)
		u.logged()

		changed, err := u.CorrectSuitability(u.ctx, riikka, because(uid), in.Note)
		must(u.t, err)
		u.wantLogged(asRiikka + "correct|suitability|the meeting|" + inTeam + "done|Wish|Veikko")
		if changed.Revision != 2 || changed.Wish != "toinen" {
			u.t.Errorf("it is %+v", changed)
		}
		_, err = u.CorrectSuitability(u.ctx, u.as(u.sami), because(uid), firstMeeting(casework.DecideThink))
		wantProblem(u.t, err, problem.Conflict, "problem.stale")

		second := u.IDs()
		u.called[second.String()] = "the second"
		_, err = u.NoteSuitability(u.ctx, riikka, app.SuitabilityInput{UID: second, Client: u.veikko.UID, Note: firstMeeting(casework.DecideNo)})
		must(u.t, err)
		u.wantLogged(asRiikka+"add|suitability|the second|"+inTeam+"done|no|Veikko", asRiikka+"cancel|episode|Veikko's episode|"+inTeam+"done||Veikko")
		if e := u.episode(u.veikko); e.CancelledOn != today || e.CancelReason != casework.ReturnDeclined {
			u.t.Errorf("the episode is %+v", e)
		}
		_, err = u.NoteSuitability(u.ctx, riikka, app.SuitabilityInput{UID: u.IDs(), Client: u.veikko.UID, Note: firstMeeting(casework.DecideStart)})
		wantProblem(u.t, err, problem.Conflict, "on: episode.was_cancelled")
		_, err = u.WithdrawSuitability(u.ctx, riikka, app.Correction{UID: second, Revision: 1, Reason: "väärä"})
		must(u.t, err)
		page, err := u.Episode(u.ctx, riikka, u.veikko.Episode.UID)
		must(u.t, err)
		if len(page.Suitability) != 2 || !page.Suitability[0].Withdrawn || page.Suitability[1].Wish != "toinen" {
			u.t.Errorf("its page has %+v", page.Suitability)
		}
	})
}

// A care worker with the client's leave reads of the episode; without it not
// even that it is there.
func TestACareWorkerReadsAnEpisodeWithLeave(t *testing.T) {
	inTown(t, func(u *town) {
		page, err := u.Episode(u.ctx, u.as(u.kaisa), u.eero.Episode.UID)
		must(u.t, err)
		if page.Change {
			u.t.Error("she may change it")
		}
		_, err = u.Episode(u.ctx, u.as(u.kaisa), u.liisa.Episode.UID)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
	})
}
