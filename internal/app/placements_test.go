package app_test

import (
	"slices"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// jobFor is the least that the form of a new job sends.
func (u *town) jobFor(r resident, e casework.Employer) app.PlacementInput {
	return app.PlacementInput{
		UID: u.IDs(), Client: r.UID, Employer: e.UID, NewEmployer: casework.NewEmployer{UID: u.IDs()},
		Note: casework.PlacementNote{StartsOn: today, OpenMarket: true},
	}
}

// placement gives a placement as it stands.
func (u *town) placement(uid casework.UID) (p casework.Placement) {
	u.t.Helper()
	u.see(func(tx *store.Tx) (err error) { p, err = tx.PlacementByUID(uid); return err })
	return p
}

// jobStarts counts the team's started clients with a job start, as the team's
// page tells it.
func (u *town) jobStarts() int {
	u.t.Helper()
	week, err := u.Team(u.ctx, u.as(u.paivi), u.team.UID)
	must(u.t, err)
	u.entries()
	return week.Employed
}

func TestStartPlacement(t *testing.T) {
	inTown(t, func(u *town) {
		sami := u.as(u.sami)
		in := u.jobFor(u.ritva, u.purola)
		u.called[in.UID.String()] = "job"
		hours, percent, pay := 20.0, 50.0, casework.Cents(125050)
		in.Note = casework.PlacementNote{
			StartsOn: today, EndsOn: today.AddDays(90), HoursPerWeek: &hours, MonthlyPay: &pay, OpenMarket: true, Occupation: "9112",
			Subsidy: &casework.Subsidy{Kind: casework.WageSubsidy, Percent: &percent, Span: casework.Span{From: today, To: today.AddDays(30)}},
		}
		before := u.jobStarts()
		done, err := u.StartPlacement(u.ctx, sami, in)
		must(u.t, err)
		yes, no := true, false
		want := casework.Placement{
			Noted:     casework.Noted{Record: casework.Record{ID: done.Placement.ID, UID: in.UID, Revision: 1}, RecordedBy: u.sami.ID, RecordedAt: u.clock.Now().UnixMicro()},
			EpisodeID: u.ritva.Episode.ID, Kind: casework.Employment, EmployerID: u.purola.ID, Occupation: "9112", StartsOn: today, EndsOn: today.AddDays(90),
			HoursPerWeek: &hours, MonthlyPay: &pay, OpenMarket: &yes, Permanent: &no, Subsidy: in.Note.Subsidy,
		}
		u.wantSame("what is answered", done.Placement, want)
		u.wantSame("what is kept", u.placement(in.UID), want)
		if done.Client.UID != u.ritva.UID || done.Employer.UID != u.purola.UID {
			u.t.Errorf("it is %s's at %s", done.Client.Name(), done.Employer.Name)
		}
		u.wantLogged(asSami + "add|placement|job|" + inTeam + "done|employment|Ritva")
		if after := u.jobStarts(); after != before+1 {
			u.t.Errorf("job starts were %d and are %d", before, after)
		}

		again, err := u.StartPlacement(u.ctx, sami, in)
		must(u.t, err)
		u.wantSame("the second answer", again.Placement, want)
		u.wantLogged(asSami + "show|placement|job|" + inTeam + "shown|sent again|Ritva")
		_, err = u.StartPlacement(u.ctx, u.as(u.riikka), in)
		wantProblem(u.t, err, problem.Conflict, "problem.stale")
	})
}

func TestAPlacementSentForAnotherClientIsNotTheirs(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		in := u.jobFor(u.ritva, u.purola)
		_, err := u.StartPlacement(u.ctx, riikka, in)
		must(u.t, err)
		in.Client = u.mirja.UID
		done, err := u.StartPlacement(u.ctx, riikka, in)
		wantProblem(u.t, err, problem.Conflict, "problem.stale")
		if done.Placement.ID != 0 {
			u.t.Errorf("Ritva's job is told as Mirja's: %+v", done)
		}
	})
}

func TestAJobSentTwentyTimesAtOnceIsThereOnce(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		in := u.jobFor(u.ritva, casework.Employer{})
		in.NewEmployer.Name = "Rautakauppa Virta"
		u.together(20, func(int) error { _, err := u.StartPlacement(u.ctx, riikka, in); return err })
		if jobs, employers := u.number("SELECT COUNT(*) FROM placement"), u.number("SELECT COUNT(*) FROM employer"); jobs != 3 || employers != 4 {
			u.t.Errorf("there are %d jobs and %d employers, want 3 and 4", jobs, employers)
		}
	})
}

func TestStartPlacementIsRefused(t *testing.T) {
	inTown(t, func(u *town) {
		before := u.contents()
		for _, row := range []struct {
			rule  string
			actor casework.Staff
			in    func(*app.PlacementInput)
			kind  problem.Kind
			key   string
			log   []string
		}{
			{"without an employer", u.riikka, func(in *app.PlacementInput) { in.Employer = casework.UID{} }, problem.Invalid, "employer: placement.employer_missing", nil},
			{"without a day, with a new employer: neither is kept", u.riikka, func(in *app.PlacementInput) {
				in.Employer, in.NewEmployer.Name, in.Note.StartsOn = casework.UID{}, "Uusi Oy", casework.Day{}
			}, problem.Invalid, "starts_on: problem.day_missing", nil},
			{"before coaching has begun", u.riikka, func(in *app.PlacementInput) { in.Client = u.veikko.UID }, problem.Conflict, "placement.episode_not_started", nil},
			{"with another county's employer", u.riikka, func(in *app.PlacementInput) { in.Employer = u.abroadPurola.UID }, problem.NotFound, "problem.not_found", nil},
			{"for another team's client", u.riikka, func(in *app.PlacementInput) { in.Client = u.anni.UID }, problem.NotFound, "problem.not_found",
				[]string{asRiikka + "attempt|client|Anni|" + unknown + "note_client|Anni"}},
			{"for another county's client", u.riikka, func(in *app.PlacementInput) { in.Client = u.stranger.UID }, problem.NotFound, "problem.not_found", nil},
			{"by a care worker with leave to read", u.kaisa, func(in *app.PlacementInput) { in.Client = u.eero.UID }, problem.NotFound, "problem.not_found",
				[]string{asKaisa + "attempt|client|Eero|" + unknown + "note_client|Eero"}},
		} {
			u.row(row.rule, func() {
				in := u.jobFor(u.joona, u.purola)
				row.in(&in)
				done, err := u.StartPlacement(u.ctx, u.as(row.actor), in)
				wantProblem(u.t, err, row.kind, row.key)
				if done.Placement.ID != 0 || done.Client.ID != 0 {
					u.t.Errorf("refused, and given %+v", done)
				}
				u.wantLogged(row.log...)
			})
		}
		u.wantKept(before)
	})
}

func TestCorrectPlacement(t *testing.T) {
	inTown(t, func(u *town) {
		sami := u.as(u.sami)
		in := u.jobFor(u.joona, u.kahvila)
		hours := 12.5
		in.Note = casework.PlacementNote{StartsOn: u.joonasJob.StartsOn, HoursPerWeek: &hours, OpenMarket: true, Permanent: true}
		which := app.Correction{UID: u.joonasJob.UID, Revision: 1, Reason: "wrong employer"}
		done, err := u.CorrectPlacement(u.ctx, sami, which, in)
		must(u.t, err)
		want := u.joonasJob
		want.Revision, want.EmployerID, want.HoursPerWeek = 2, u.kahvila.ID, &hours
		u.wantSame("what is answered", done.Placement, want)
		u.wantSame("what is kept", u.placement(u.joonasJob.UID), want)
		u.wantLogged(asSami + "correct|placement|Joona's job|" + inTeam + "done|EmployerID, HoursPerWeek|Joona")

		again, err := u.CorrectPlacement(u.ctx, sami, which, in) // with the old revision
		must(u.t, err)
		u.wantSame("the second answer", again.Placement, want)
		u.wantLogged(asSami + "show|placement|Joona's job|" + inTeam + "shown|unchanged|Joona")

		page, err := u.Placement(u.ctx, sami, u.joonasJob.UID)
		must(u.t, err)
		if len(page.Revisions) != 1 || page.Revisions[0].Reason != "wrong employer" || page.Employer.ID != u.kahvila.ID || page.Client.UID != u.joona.UID ||
			len(page.MoveTo) != 1 || page.MoveTo[0].UID != u.mirja.UID {
			u.t.Errorf("the page is %+v", page)
		}
		u.wantLogged(asSami + "show|placement|Joona's job|" + inTeam + "shown||Joona, Mirja")

		trial := casework.Placement{Noted: u.noted(), EpisodeID: u.joona.Episode.ID, Kind: casework.WorkTrial, StartsOn: today}
		u.write(u.county, func(tx *store.Tx) (err error) { trial, err = tx.AddPlacement(trial); return err })
		before := u.contents()
		for _, row := range []struct {
			rule  string
			actor casework.Staff
			which app.Correction
			in    func(*app.PlacementInput)
			kind  problem.Kind
			key   string
		}{
			{"from a stale page", u.riikka, which, func(in *app.PlacementInput) { in.Note.Permanent = false }, problem.Conflict, "problem.stale"},
			{"without a reason", u.riikka, app.Correction{UID: u.joonasJob.UID, Revision: 2, Reason: " "}, func(*app.PlacementInput) {}, problem.Invalid, "reason: problem.reason_missing"},
			{"to an end before the start", u.riikka, app.Correction{UID: u.joonasJob.UID, Revision: 2, Reason: "x"},
				func(in *app.PlacementInput) { in.Note.Permanent, in.Note.EndsOn = false, always.From }, problem.Invalid, "ends_on: problem.end_before_start"},
			{"of a work trial to more hours than one may have", u.riikka, app.Correction{UID: trial.UID, Revision: 1, Reason: "x"},
				func(in *app.PlacementInput) { hours := 41.0; in.Note.HoursPerWeek = &hours }, problem.Invalid, "hours_per_week: placement.hours_range"},
			{"by another team's coach", u.elina, which, func(*app.PlacementInput) {}, problem.NotFound, "problem.not_found"},
		} {
			u.row(row.rule, func() {
				changed := in
				row.in(&changed)
				_, err := u.CorrectPlacement(u.ctx, u.as(row.actor), row.which, changed)
				wantProblem(u.t, err, row.kind, row.key)
			})
		}
		u.wantKept(before)
		u.wantLogged(asElina + "attempt|client|Joona|" + unknown + "note_client|Joona")
	})
}

func TestWithdrawPlacement(t *testing.T) {
	inTown(t, func(u *town) {
		before := u.jobStarts()
		which := app.Correction{UID: u.joonasJob.UID, Revision: 1, Reason: "it did not begin"}
		riikka := u.as(u.riikka)
		_, err := u.WithdrawPlacement(u.ctx, riikka, app.Correction{UID: u.joonasJob.UID, Revision: 1})
		wantProblem(u.t, err, problem.Invalid, "reason: problem.reason_missing")
		_, err = u.WithdrawPlacement(u.ctx, riikka, app.Correction{UID: u.joonasJob.UID, Revision: 3, Reason: "it did not begin"})
		wantProblem(u.t, err, problem.Conflict, "problem.stale")
		_, err = u.WithdrawPlacement(u.ctx, u.as(u.kaisa), which)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		done, err := u.WithdrawPlacement(u.ctx, riikka, which)
		must(u.t, err)
		want := u.joonasJob
		want.Withdrawn, want.Revision = true, 2
		u.wantSame("what is answered", done.Placement, want)
		u.wantSame("what is kept", u.placement(u.joonasJob.UID), want)
		_, err = u.WithdrawPlacement(u.ctx, riikka, which) // sent again
		must(u.t, err)
		u.wantLogged(
			asKaisa+"attempt|client|Joona|"+unknown+"note_client|Joona",
			asRiikka+"withdraw|placement|Joona's job|"+own+"done||Joona",
			asRiikka+"show|placement|Joona's job|"+own+"shown|unchanged|Joona",
		)
		if after := u.jobStarts(); after != before-1 {
			u.t.Errorf("job starts were %d and are %d", before, after)
		}
	})
}

func TestMovePlacement(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		which := app.Correction{UID: u.joonasJob.UID, Revision: 1, Reason: "it is Ritva's"}
		before := u.contents()
		for _, row := range []struct {
			rule  string
			which app.Correction
			to    casework.UID
			kind  problem.Kind
			key   string
			log   []string
		}{
			{"without a reason", app.Correction{UID: u.joonasJob.UID, Revision: 1}, u.ritva.UID, problem.Invalid, "reason: problem.reason_missing", nil},
			{"to nobody", which, casework.UID{}, problem.Invalid, "client: problem.choose", nil},
			{"from a stale page", app.Correction{UID: u.joonasJob.UID, Revision: 7, Reason: "x"}, u.ritva.UID, problem.Conflict, "problem.stale", nil},
			{"to one who waits", which, u.veikko.UID, problem.Conflict, "placement.episode_not_started", nil},
			{"to another team's", which, u.anni.UID, problem.NotFound, "problem.not_found", []string{asRiikka + "attempt|client|Anni|" + unknown + "note_client|Anni"}},
			{"to another county's", which, u.stranger.UID, problem.NotFound, "problem.not_found", nil},
		} {
			u.row(row.rule, func() {
				_, err := u.MovePlacement(u.ctx, riikka, row.which, row.to)
				wantProblem(u.t, err, row.kind, row.key)
				u.wantLogged(row.log...)
			})
		}
		u.wantKept(before)

		done, err := u.MovePlacement(u.ctx, riikka, which, u.ritva.UID)
		must(u.t, err)
		want := u.joonasJob
		want.EpisodeID, want.Revision = u.ritva.Episode.ID, 2
		u.wantSame("what is answered", done.Placement, want)
		u.wantSame("what is kept", u.placement(u.joonasJob.UID), want)
		_, err = u.MovePlacement(u.ctx, riikka, which, u.ritva.UID) // sent again
		must(u.t, err)
		u.wantLogged(
			asRiikka+"move|placement|Joona's job|"+own+"done|episode|Joona, Ritva",
			asRiikka+"show|placement|Joona's job|"+own+"shown|unchanged|Ritva",
		)
		for _, r := range []resident{u.joona, u.ritva} { // a trace stays on both
			found, err := u.Lookers(u.ctx, riikka, r.UID, 0)
			must(u.t, err)
			if !slices.ContainsFunc(found.Entries, isMove) {
				u.t.Errorf("%s's lookers do not tell of the move", r.GivenName)
			}
		}
	})
}

func TestPlacementForm(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		f, err := u.PlacementForm(u.ctx, riikka, u.joona.UID, u.purola.UID)
		must(u.t, err)
		var last []string
		for _, e := range f.Last {
			last = append(last, e.Name)
		}
		// Where Joona works comes first, then who was met last.
		if want := "Lähikauppa Purola, Kahvila Kulma"; strings.Join(last, ", ") != want || f.Client.UID != u.joona.UID || f.Episode.ID != u.joona.Episode.ID ||
			f.Today != today || f.Employer == nil || f.Employer.ID != u.purola.ID {
			u.t.Errorf("the form is %+v, the employers %q", f, last)
		}
		_, err = u.PlacementForm(u.ctx, riikka, u.joona.UID, u.abroadPurola.UID)
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		_, err = u.PlacementForm(u.ctx, u.as(u.elina), u.joona.UID, casework.UID{})
		wantProblem(u.t, err, problem.NotFound, "problem.not_found")
		u.wantLogged(asRiikka+"show|client|Joona|"+own+"shown|header|Joona", asElina+"attempt|client|Joona|"+unknown+"note_client|Joona")
	})
}

func TestAPlacementGoesOnAndEnds(t *testing.T) {
	inTown(t, func(u *town) {
		sami := u.as(u.sami)
		hours, less := 20.0, 12.5
		step := app.PlacementStep{UID: u.joonasJob.UID, Revision: 1}
		change := casework.PlacementChange{From: today, HoursPerWeek: &hours}
		done, err := u.ChangePlacement(u.ctx, sami, step, change)
		must(u.t, err)
		want := u.joonasJob
		want.Revision, want.Changes = 2, []casework.PlacementChange{change}
		u.wantSame("what is answered", done.Placement, want)
		u.wantSame("what is kept", u.placement(u.joonasJob.UID), want)
		u.wantLogged(asSami + "change|placement|Joona's job|" + inTeam + "done|change|Joona")

		again, err := u.ChangePlacement(u.ctx, sami, step, change) // the form sent twice
		must(u.t, err)
		u.wantSame("the second answer", again.Placement, want)
		u.wantLogged(asSami + "show|placement|Joona's job|" + inTeam + "shown|unchanged|Joona")

		other := change
		other.HoursPerWeek = &less
		_, err = u.ChangePlacement(u.ctx, sami, step, other) // from the old page, with other hours
		wantProblem(u.t, err, problem.Invalid, "change_from: placement.change_twice")
		other.From = today.AddDays(1)
		_, err = u.ChangePlacement(u.ctx, sami, step, other)
		wantProblem(u.t, err, problem.Conflict, "problem.stale")

		step.Revision = 2
		subsidy := casework.Subsidy{Kind: casework.MunicipalSupplement}
		done, err = u.AddSubsidy(u.ctx, sami, step, subsidy)
		must(u.t, err)
		u.wantLogged(asSami + "change|placement|Joona's job|" + inTeam + "done|subsidy|Joona")
		if s := done.Placement.Subsidies(); len(s) != 1 || s[0].From != u.joonasJob.StartsOn {
			u.t.Errorf("the subsidies are %+v", s)
		}

		step.Revision = 3
		before := u.jobStarts()
		follow := casework.PlacementFollow{Matches: casework.MatchesPartly, MatchesWhy: "Matka on pitkä", FourHoursOn: u.joonasJob.StartsOn}
		done, err = u.FollowPlacement(u.ctx, sami, step, follow)
		must(u.t, err)
		u.wantLogged(asSami + "change|placement|Joona's job|" + inTeam + "done|follow|Joona")
		if p := u.placement(u.joonasJob.UID); p.MatchesWhy != "Matka on pitkä" || p.FourHoursOn != u.joonasJob.StartsOn || p.Matches != casework.MatchesPartly {
			u.t.Errorf("what is known of it is %+v", p)
		}
		if after := u.jobStarts(); after != before {
			u.t.Errorf("job starts were %d and are %d: a job counts from its first day, whatever its hours", before, after)
		}

		step.Revision = 4
		done, err = u.EndPlacement(u.ctx, sami, step, casework.PlacementEnd{On: today.AddDays(1), Reason: "left_health", Learned: " Aamut sopivat. "})
		must(u.t, err)
		u.wantLogged(asSami + "change|placement|Joona's job|" + inTeam + "done|end|Joona")
		if p := u.placement(u.joonasJob.UID); p.EndsOn != today.AddDays(1) || p.EndReason != "left_health" || p.EndLearned != "Aamut sopivat." || p.Subsidy.To != p.EndsOn {
			u.t.Errorf("it ended as %+v", p)
		}
		if after := u.jobStarts(); after != before {
			u.t.Errorf("job starts were %d and are %d: a job that has ended was one", before, after)
		}
		page, err := u.Placement(u.ctx, sami, u.joonasJob.UID)
		must(u.t, err)
		var steps []string
		for _, rev := range page.Revisions {
			name, _ := app.StepOf(rev.Reason)
			steps = append(steps, name)
		}
		if got := strings.Join(steps, " "); got != "end follow subsidy change" {
			u.t.Errorf("the steps are %q", got)
		}
		u.wantLogged(asSami + "show|placement|Joona's job|" + inTeam + "shown||Joona, Mirja")
	})
}

func TestAStepOfAPlacementIsRefused(t *testing.T) {
	inTown(t, func(u *town) {
		before := u.contents()
		end := casework.PlacementEnd{On: today, Reason: "other"}
		for _, row := range []struct {
			rule  string
			actor casework.Staff
			end   casework.PlacementEnd
			kind  problem.Kind
			key   string
			log   []string
		}{
			{"without a reason", u.riikka, casework.PlacementEnd{On: today}, problem.Invalid, "end_reason: problem.choose", nil},
			{"before it began", u.riikka, casework.PlacementEnd{On: always.From, Reason: "other"}, problem.Invalid, "end_on: problem.end_before_start", nil},
			{"by another team's coach", u.elina, end, problem.NotFound, "problem.not_found", []string{asElina + "attempt|client|Joona|" + unknown + "note_client|Joona"}},
		} {
			u.row(row.rule, func() {
				_, err := u.EndPlacement(u.ctx, u.as(row.actor), app.PlacementStep{UID: u.joonasJob.UID, Revision: 1}, row.end)
				wantProblem(u.t, err, row.kind, row.key)
				u.wantLogged(row.log...)
			})
		}
		u.wantKept(before)
	})
}
