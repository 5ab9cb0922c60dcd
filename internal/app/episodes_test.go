package app_test

import (
	"fmt"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// startOf is the start of a client's coaching today, by a coach.
func startOf(r resident, coach casework.Staff) app.EpisodeStartInput {
	return app.EpisodeStartInput{Client: r.UID, Revision: r.Episode.Revision, On: today, Coach: coach.UID}
}

func (u *town) episode(r resident) (e casework.Episode) {
	u.t.Helper()
	u.see(func(tx *store.Tx) (err error) { e, err = tx.EpisodeByUID(r.Episode.UID); return err })
	return e
}

func TestStartEpisode(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		in := startOf(u.veikko, u.sami)
		in.EmployedAtStart = true
		started, err := u.StartEpisode(u.ctx, riikka, in)
		must(u.t, err)
		want := u.veikko.Episode
		want.Revision, want.StartedOn, want.EmployedAtStart = 2, today, true
		want.Coaches = []casework.Dated{{ID: u.sami.ID, Span: casework.Span{From: today}}}
		u.wantSame("what is answered", started, want)
		u.wantSame("what is kept", u.episode(u.veikko), want)
		u.wantLogged(asRiikka + "start|episode|Veikko's episode|" + inTeam + "done||Veikko")
		for view, n := range map[app.View]int{app.ViewQueue: 0, app.ViewOwn: 2} { // from the queue to the coach's own
			page, err := u.Caseload(u.ctx, u.as(u.sami), view, 0)
			must(u.t, err)
			if page.Total != n {
				u.t.Errorf("Sami's %s has %d clients, want %d", view, page.Total, n)
			}
		}
		u.logged()

		again, err := u.StartEpisode(u.ctx, riikka, in)
		must(u.t, err)
		u.wantSame("the second answer", again, want)
		u.wantLogged(asRiikka + "show|episode|Veikko's episode|" + inTeam + "shown|unchanged|Veikko")

		for rule, other := range map[string]func(*app.EpisodeStartInput){
			"another coach":  func(in *app.EpisodeStartInput) { in.Coach = u.riikka.UID },
			"another day":    func(in *app.EpisodeStartInput) { in.On = today.AddDays(-1) },
			"another answer": func(in *app.EpisodeStartInput) { in.EmployedAtStart = false },
		} {
			changed := in
			other(&changed)
			if _, err := u.StartEpisode(u.ctx, u.as(u.sami), changed); !problem.Is(err, problem.Conflict) {
				u.t.Errorf("begun already, with %s: %v", rule, err)
			}
		}
		u.wantSame("what stands", u.episode(u.veikko), want)
		u.wantLogged()
	})
}

func TestStartEpisodeIsRefused(t *testing.T) {
	inTown(t, func(u *town) {
		former := u.hire(u.county, "Eeva Entinen", casework.Grant{Role: casework.RoleCoach, TeamID: u.team.ID, Span: casework.Span{From: always.From, To: today.AddDays(-1)}})
		cancelled := u.move("Kalle", "Peruttu", home{u.team, casework.Staff{}, u.otherCare, casework.Cancelled, nil})
		before := u.contents()
		for _, row := range []struct {
			rule  string
			actor casework.Staff
			in    app.EpisodeStartInput
			kind  problem.Kind
			key   string
			log   []string
		}{
			{"an empty form", u.riikka, app.EpisodeStartInput{Client: u.veikko.UID, Revision: 1}, problem.Invalid, "started_on: problem.day_missing", nil},
			{"without a coach", u.riikka, startOf(u.veikko, casework.Staff{}), problem.Invalid, "coach: episode.coach_missing", nil},
			{"a coach of another team", u.riikka, startOf(u.veikko, u.elina), problem.Invalid, "coach: episode.coach_missing", nil},
			{"one who is no coach", u.riikka, startOf(u.veikko, u.paivi), problem.Invalid, "coach: episode.coach_missing", nil},
			{"one who is a coach no more", u.riikka, startOf(u.veikko, former), problem.Invalid, "coach: episode.coach_missing", nil},
			{"another county's", u.riikka, startOf(u.veikko, u.pekka), problem.NotFound, "problem.not_found", nil},
			{"before the referral", u.riikka, func() app.EpisodeStartInput {
				in := startOf(u.veikko, u.sami)
				in.On = today.AddDays(-101)
				return in
			}(), problem.Invalid, "started_on: episode.start_before_referral", nil},
			{"tomorrow", u.riikka, func() app.EpisodeStartInput {
				in := startOf(u.veikko, u.sami)
				in.On = today.AddDays(1)
				return in
			}(), problem.Invalid, "started_on: problem.day_ahead", nil},
			{"from a stale page", u.riikka, func() app.EpisodeStartInput {
				in := startOf(u.veikko, u.sami)
				in.Revision = 7
				return in
			}(), problem.Conflict, "problem.stale", nil},
			{"begun long ago", u.riikka, startOf(u.joona, u.riikka), problem.Conflict, "episode.already_started", nil},
			{"cancelled", u.riikka, startOf(cancelled, u.riikka), problem.Conflict, "episode.was_cancelled", nil},
			{"another team's client", u.elina, startOf(u.veikko, u.elina), problem.NotFound, "problem.not_found",
				[]string{asElina + "attempt|client|Veikko|" + unknown + "start_episode|Veikko"}},
			{"by a manager", u.outi, startOf(u.veikko, u.sami), problem.NotFound, "problem.not_found",
				[]string{asOuti + "attempt|client|Veikko|" + unknown + "start_episode|Veikko"}},
			{"another county's client", u.riikka, startOf(u.stranger, u.riikka), problem.NotFound, "problem.not_found", nil},
		} {
			u.row(row.rule, func() {
				_, err := u.StartEpisode(u.ctx, u.as(row.actor), row.in)
				wantProblem(u.t, err, row.kind, row.key)
				u.wantLogged(row.log...)
			})
		}
		u.wantKept(before)
	})
}

func TestTwoWhoStartOneEpisodeAtOnce(t *testing.T) {
	inTown(t, func(u *town) {
		answers := make(chan error, 2)
		actors := []casework.Staff{u.riikka, u.sami}
		u.together(2, func(i int) error {
			_, err := u.StartEpisode(u.ctx, u.as(actors[i]), startOf(u.veikko, actors[i]))
			answers <- err
			return nil
		})
		won, lost := 0, 0
		for range 2 {
			if err := <-answers; err == nil {
				won++
			} else if problem.Is(err, problem.Conflict) {
				lost++
			} else {
				u.t.Error(err)
			}
		}
		if e := u.episode(u.veikko); won != 1 || lost != 1 || e.Revision != 2 || len(e.Coaches) != 1 {
			u.t.Errorf("%d began it and %d came late; it is %+v", won, lost, e)
		}
	})
}

func TestEpisodeStart(t *testing.T) {
	inTown(t, func(u *town) {
		f, err := u.EpisodeStart(u.ctx, u.as(u.paivi), u.veikko.UID)
		must(u.t, err)
		var loads []string
		for _, c := range f.Coaches {
			loads = append(loads, fmt.Sprintf("%s %d/%d", c.Coach.Name, c.Active, c.Limit))
		}
		want := []string{"Riikka Tolonen 1/20", "Sami Karjalainen 1/10"} // one on a break does not count
		if fmt.Sprint(loads) != fmt.Sprint(want) || f.Client.UID != u.veikko.UID || f.Episode.ID != u.veikko.Episode.ID || f.Today != today {
			u.t.Errorf("the form is %+v, the coaches %q", f, loads)
		}
		u.wantLogged(asPaivi + "show|client|Veikko|" + asLeader + "shown|header|Veikko")
		_, err = u.EpisodeStart(u.ctx, u.as(u.kaisa), u.eero.UID)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		u.wantLogged(asKaisa + "attempt|client|Eero|" + unknown + "start_episode|Eero")
	})
}
