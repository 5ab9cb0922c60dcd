package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/outcomes"
	"sijoita/problem"
)

// weekly writes counts of weeks shortly.
func weekly(weeks []app.WeekCount) string {
	var parts []string
	for _, w := range weeks {
		parts = append(parts, fmt.Sprintf("%d:%d", w.Week.Number(), w.FaceToFace))
	}
	return strings.Join(parts, " ")
}

func TestToday(t *testing.T) {
	inTown(t, func(u *town) {
		u.move("Sisko", "Jono", home{u.team, casework.Staff{}, u.care, casework.Queue, nil})
		promise := u.visit(u.riikka, u.purola, -1, nil)
		u.write(u.county, func(tx *store.Tx) error {
			changed := promise
			changed.Next, changed.ReturnOn = casework.NextReturn, today.AddDays(1)
			_, err := tx.ReviseContact(promise, changed, "x", "x")
			return err
		})
		u.job(u.ritva, u.kahvila, 3)
		day, err := u.Today(u.ctx, u.as(u.riikka))
		must(u.t, err)
		var due []string
		for _, d := range day.Due {
			due = append(due, fmt.Sprintf("%s %s%s %d", d.Kind, day.Clients[d.ClientID].GivenName, day.Employers[d.EmployerID].Name, d.Days))
		}
		if want := []string{"counselling Joona -30", "thin Joona -3", "return Lähikauppa Purola 1"}; !slices.Equal(due, want) { // nothing waits for Ritva, who is on a break
			u.t.Errorf("what waits is %q, want %q", due, want)
		}
		if day.On != today || day.Active != 1 || day.Working != 1 || day.Searching != 0 || day.Paused != 1 || day.Limit != 20 || day.Waiting != 2 || day.Longest != 100 {
			u.t.Errorf("the day is %+v", day)
		}
		if want := "41:0 42:0 43:0 44:0 45:0 46:0 47:3 48:0"; weekly(day.Weeks) != want {
			u.t.Errorf("the weeks are %s, want %s", weekly(day.Weeks), want)
		}
		u.wantLogged(asRiikka + "show|today||own_caseload|coach_own_day|shown||Joona")
		u.advise(u.joona, -1)
		day, err = u.Today(u.ctx, u.as(u.riikka))
		must(u.t, err)
		if len(day.Due) != 2 || day.Due[0].Kind != outcomes.DueThin || day.Due[1].Kind != outcomes.DueReturn {
			u.t.Errorf("when benefits were gone through there waits %+v", day.Due)
		}
	})
}

// advise notes that benefits were gone through with a client.
func (u *town) advise(r resident, days int) {
	c := casework.Counselling{Noted: u.noted(), EpisodeID: r.Episode.ID, On: today.AddDays(days)}
	u.write(u.county, func(tx *store.Tx) error { return tx.AddCounselling([]casework.Counselling{c}) })
}

func TestTodayTellsOfALimitThatIsPassed(t *testing.T) {
	inTown(t, func(u *town) {
		u.advise(u.joona, -31)
		paid := func(month casework.Month, pay casework.Cents) casework.Earnings {
			return casework.Earnings{Noted: u.noted(), EpisodeID: u.joona.Episode.ID, Month: month, Pay: pay}
		}
		now := today.Month()
		rest := casework.Dormancy{Noted: u.noted(), EpisodeID: u.joona.Episode.ID, Payer: casework.OfficePension, Span: casework.Span{From: today.AddDays(-700)}}
		waits := func() string {
			day, err := u.Today(u.ctx, u.as(u.riikka))
			must(u.t, err)
			var due []string
			for _, d := range day.Due {
				if d.Kind != outcomes.DueThin { // nobody has met Joona since he began
					due = append(due, fmt.Sprintf("%s %d", d.Kind, d.Days))
				}
			}
			return strings.Join(due, ", ")
		}
		u.write(u.county, func(tx *store.Tx) error {
			return tx.AddEarnings([]casework.Earnings{paid(now.Add(-1), 99091), paid(now, 99091)})
		})
		if got := waits(); got != "earnings 2" { // October and November; Joona has a pension from Kela
			u.t.Errorf("there waits %q", got)
		}
		u.write(u.county, func(tx *store.Tx) error { return tx.AddDormancies([]casework.Dormancy{rest}) })
		if got := waits(); got != "earnings 2, rest 29" {
			u.t.Errorf("with a dormant pension there waits %q", got)
		}
		u.write(u.county, func(tx *store.Tx) error { return tx.AddEarnings([]casework.Earnings{paid(now.Add(-1), 99090)}) })
		if got := waits(); got != "rest 29" {
			u.t.Errorf("when less was paid there waits %q", got)
		}
	})
}

func TestTodayNamesWhomItIsAbout(t *testing.T) {
	inTown(t, func(u *town) {
		u.advise(u.mirja, -30)
		day, err := u.Today(u.ctx, u.as(u.sami)) // nobody has met Mirja, nor an employer for her, who is in work
		must(u.t, err)
		if len(day.Due) != 2 || day.Due[0].Kind != outcomes.DueSilence || day.Due[1].Kind != outcomes.DueThin || day.Due[0].Days != 90 || len(day.Clients) != 1 || day.Clients[u.mirja.ID].GivenName != "Mirja" || day.Limit != 10 {
			u.t.Errorf("the day is %+v", day)
		}
		u.wantLogged(asSami + "show|today||own_caseload|coach_own_day|shown||Mirja")

		u.meet(u.mirja, u.sami, 0) // it goes when it is done
		day, err = u.Today(u.ctx, u.as(u.sami))
		must(u.t, err)
		if len(day.Due) != 0 || len(day.Clients) != 0 {
			u.t.Errorf("what waits still is %+v", day.Due)
		}
		u.wantLogged(asSami + "show|today||own_caseload|coach_own_day|shown||")
	})
}

func TestAPromiseToAnEmployerIsSettledByALaterContactOfAnybody(t *testing.T) {
	inTown(t, func(u *town) {
		in := u.noteAt(u.purola)
		in.Note = casework.ContactNote{On: today.AddDays(-2), Next: casework.NextReturn, ReturnOn: today}
		_, err := u.LogContact(u.ctx, u.as(u.riikka), in)
		must(u.t, err)
		waits := func() int {
			day, err := u.Today(u.ctx, u.as(u.riikka))
			must(u.t, err)
			return len(slices.DeleteFunc(day.Due, func(d outcomes.Due) bool { return d.Kind != outcomes.DueReturn }))
		}
		if waits() != 1 {
			u.t.Fatal("the return does not wait")
		}
		later, err := u.LogContact(u.ctx, u.as(u.elina), u.noteAt(u.purola))
		must(u.t, err)
		if waits() != 0 {
			u.t.Error("the return waits still")
		}
		_, err = u.WithdrawContact(u.ctx, u.as(u.elina), app.Correction{UID: later.Contact.UID, Revision: 1, Reason: "another employer"})
		must(u.t, err)
		if waits() != 1 {
			u.t.Error("the return does not wait again")
		}
	})
}

func TestTodayIsForWhoCoachesOrLeads(t *testing.T) {
	inTown(t, func(u *town) {
		_, err := u.Today(u.ctx, u.as(u.paivi))
		must(u.t, err)
		u.wantLogged(asPaivi + "show|today||own_caseload|team_leader_own_day|shown||")
		for _, s := range []casework.Staff{u.kaisa, u.outi, u.timo, u.aino, u.sanna, u.nobody} {
			_, err := u.Today(u.ctx, u.as(s))
			wantProblem(u.t, err, problem.Forbidden, "access.refused.read_today")
		}
		if log := u.logged(); len(log) != 6 || log[1] != asOuti+"attempt|today||"+unknown+"read_today|" {
			u.t.Errorf("the log says %q", log)
		}
	})
}

// coachLines writes a team's coaches shortly.
func coachLines(week app.Team) []string {
	var lines []string
	for _, c := range week.Coaches {
		lines = append(lines, fmt.Sprintf("%s %d/%d searching %d job starts %d this week %d mean %.3f",
			c.Coach.Name, c.Active, c.Limit, c.Searching, c.JobStarts, c.ThisWeek(), c.Mean))
	}
	return lines
}

func TestTeam(t *testing.T) {
	inTown(t, func(u *town) {
		for range 4 {
			u.visit(u.riikka, u.purola, 0, nil)
		}
		riikka := "Riikka Tolonen 1/20 searching 0 job starts 1 this week 4 mean 0.250"
		sami := "Sami Karjalainen 1/10 searching 0 job starts 1 this week 0 mean 0.000"
		for _, row := range []struct {
			rule  string
			actor casework.Staff
			want  []string
			all   bool
			log   string
		}{
			{"a coach sees their own line", u.sami, []string{sami}, false, asSami + "show|team|Suvannon IPS|" + inTeam + "shown||"},
			{"a leader sees every coach", u.paivi, []string{riikka, sami}, true, asPaivi + "show|team|Suvannon IPS|" + asLeader + "shown||Joona, Mirja"},
			{"a manager sees none", u.outi, nil, false, asOuti + "show|team|Suvannon IPS|county|manager_figures|shown||"},
		} {
			u.row(row.rule, func() {
				week, err := u.Team(u.ctx, u.as(row.actor), u.team.UID)
				must(u.t, err)
				if got := coachLines(week); !slices.Equal(got, row.want) || week.ShowsAll != row.all {
					u.t.Errorf("the coaches are %q (all: %v), want %q", got, week.ShowsAll, row.want)
				}
				states := map[casework.State]int{casework.Active: 2, casework.Paused: 1, casework.Queue: 1, casework.Ended: 1}
				u.wantSame("the states", week.States, states)
				if week.On != today || week.Started != 4 || week.Employed != 2 || week.Limit != 30 || week.Waiting != 1 || week.Longest != 100 || week.ThisWeek != 4 || week.WeekLimit != 12 {
					u.t.Errorf("the week is %+v", week)
				}
				u.wantLogged(row.log)
			})
		}
	})
}

func TestTeamsToChooseFrom(t *testing.T) {
	inTown(t, func(u *town) {
		for _, row := range []struct {
			rule  string
			actor casework.Staff
			uid   casework.UID
			want  string // the team shown, of those to choose from; empty: refused
			kind  problem.Kind
			log   string
		}{
			{"a coach's own without being asked", u.riikka, casework.UID{}, "Suvannon IPS of 1", "", asRiikka + "show|team|Suvannon IPS|" + inTeam + "shown||"},
			{"not another", u.riikka, u.other.UID, "", problem.Forbidden, asRiikka + "attempt|team|Lintulammen IPS|" + unknown + "read_team|"},
			{"nor another county's", u.riikka, u.abroadTeam.UID, "", problem.NotFound, ""},
			{"a leader's own", u.paivi, u.team.UID, "Suvannon IPS of 1", "", asPaivi + "show|team|Suvannon IPS|" + asLeader + "shown||Joona, Mirja"},
			{"a manager's are the county's", u.outi, u.other.UID, "Lintulammen IPS of 2", "", asOuti + "show|team|Lintulammen IPS|county|manager_figures|shown||"},
			{"and not another's", u.outi, u.abroadTeam.UID, "", problem.NotFound, ""},
			{"a care worker has none", u.kaisa, casework.UID{}, "", problem.Forbidden, asKaisa + "attempt|team||" + unknown + "read_team|"},
			{"an administrator has none", u.aino, u.team.UID, "", problem.Forbidden, asAino + "attempt|team|Suvannon IPS|" + unknown + "read_team|"},
		} {
			u.row(row.rule, func() {
				week, err := u.Team(u.ctx, u.as(row.actor), row.uid)
				if row.want == "" {
					key := map[problem.Kind]string{problem.NotFound: "problem.not_found", problem.Forbidden: "access.refused.read_team"}[row.kind]
					wantProblem(u.t, err, row.kind, key)
				} else {
					must(u.t, err)
				}
				if got := fmt.Sprintf("%s of %d", week.Team.Name, len(week.Teams)); err == nil && got != row.want {
					u.t.Errorf("shown is %s, want %s", got, row.want)
				}
				var want []string
				if row.log != "" {
					want = []string{row.log}
				}
				u.wantLogged(want...)
			})
		}
	})
}

func TestUseLog(t *testing.T) {
	inTown(t, func(u *town) {
		riikka, sanna := u.as(u.riikka), u.as(u.sanna)
		for range app.LookersPage + 5 {
			_, err := u.Client(u.ctx, riikka, u.joona.UID)
			must(u.t, err)
		}
		u.logged()
		first, err := u.UseLog(u.ctx, sanna, 0, false)
		must(u.t, err)
		rest, err := u.UseLog(u.ctx, sanna, first.Before, true)
		must(u.t, err)
		if len(first.Entries) != app.LookersPage || len(rest.Entries) != 5 || rest.Before != 0 || first.Checked != 0 || rest.Checked != app.LookersPage+6 || rest.Broken != "" {
			u.t.Errorf("the pages have %d and %d entries; checked are %d, %q", len(first.Entries), len(rest.Entries), rest.Checked, rest.Broken)
		}
		if text := fmt.Sprintf("%+v", first); strings.Contains(text, "Moilanen") || first.Entries[0].Action != audit.Showed || first.Entries[0].Target != u.joona.UID.String() {
			u.t.Error("the log names the client, or is not what was logged")
		}
		u.wantLogged(asSanna+"show|log||county|dpo_log|shown||", asSanna+"verify|log||county|dpo_log|shown||")

		for _, s := range []casework.Staff{u.riikka, u.paivi, u.aino, u.outi} {
			_, err := u.UseLog(u.ctx, u.as(s), 0, true)
			wantProblem(u.t, err, problem.Forbidden, "access.refused.read_log")
		}
		if log := u.logged(); len(log) != 4 || log[2] != asAino+"attempt|log||"+unknown+"read_log|" {
			u.t.Errorf("the log says %q", log)
		}

		_, err = u.raw.ExecContext(context.Background(), "UPDATE audit SET detail = 'x' WHERE seq = 7")
		must(u.t, err)
		touched, err := u.UseLog(u.ctx, sanna, 0, true)
		must(u.t, err)
		if touched.Checked != 6 || !strings.HasSuffix(touched.Broken, "entry 7") {
			u.t.Errorf("of a touched log it says %d, %q", touched.Checked, touched.Broken)
		}
	})
}
