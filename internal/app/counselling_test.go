package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// adviceOf is a record of counselling with a text in every field.
func adviceOf(u *town, text string) casework.Counselling {
	c := casework.Counselling{On: today.AddDays(-2), GivenBy: casework.OfficeCoach, Adviser: casework.Trained, Topics: []casework.Topic{casework.TopicNet},
		Decision: text, Text: text}
	c.UID = u.IDs()
	return c
}

func (s *subject) counselling() things {
	r, c := s.active(), adviceOf(s.u, canary)
	c.Noted, c.EpisodeID = s.u.noted(), r.Episode.ID
	s.u.write(s.county(), func(tx *store.Tx) error { return tx.AddCounselling([]casework.Counselling{c}) })
	return things{client: r.UID, uid: c.UID}
}

func (s *subject) earnings() things {
	r := s.active()
	e := casework.Earnings{Noted: s.u.noted(), EpisodeID: r.Episode.ID, Month: today.Month(), Pay: 1}
	s.u.write(s.county(), func(tx *store.Tx) error { return tx.AddEarnings([]casework.Earnings{e}) })
	return things{client: r.UID, uid: e.UID}
}

func (s *subject) dormancy() things {
	r := s.active()
	d := casework.Dormancy{Noted: s.u.noted(), EpisodeID: r.Episode.ID, Payer: casework.OfficeKela, Span: casework.Span{From: today}, Text: canary}
	s.u.write(s.county(), func(tx *store.Tx) error { return tx.AddDormancies([]casework.Dormancy{d}) })
	return things{client: r.UID, uid: d.UID}
}

func TestCounsellingIsNotedOnceAndMended(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		job := u.job(u.joona, u.purola, 3)
		mirjas := u.job(u.mirja, u.purola, 3)
		in := app.CounsellingInput{UID: u.IDs(), Client: u.joona.UID, Placement: job.UID, Note: adviceOf(u, "Ottaa työn")}
		c, err := u.NoteCounselling(u.ctx, riikka, in)
		must(u.t, err)
		if c.PlacementID != job.ID || c.ByID != u.riikka.ID || c.EpisodeID != u.joona.Episode.ID {
			u.t.Errorf("it is noted as %+v", c)
		}
		u.wantLogged(asRiikka + "add|counselling|" + c.UID.String() + "|own_caseload|coach_own_caseload,coach_team|done||Joona")
		if again, err := u.NoteCounselling(u.ctx, riikka, in); err != nil || again.ID != c.ID {
			u.t.Errorf("sent twice it is %+v, %v", again, err)
		}
		other := in
		other.Note.Decision = "Miettii"
		if _, err := u.NoteCounselling(u.ctx, riikka, other); problem.As(err) == nil || problem.As(err).Key != app.NotedKey {
			u.t.Errorf("another text under its uid: %v", err)
		}
		in.UID, in.Placement = u.IDs(), mirjas.UID
		if _, err := u.NoteCounselling(u.ctx, riikka, in); !problem.Is(err, problem.Invalid) {
			u.t.Errorf("for another client's job: %v", err)
		}
		u.logged()

		in.Placement, in.Note.Decision = job.UID, "Ottaa 18 tuntia"
		changed, err := u.CorrectCounselling(u.ctx, riikka, because(c.UID), in)
		must(u.t, err)
		if changed.Revision != 2 || changed.Decision != "Ottaa 18 tuntia" || changed.ByID != u.riikka.ID {
			u.t.Errorf("corrected it is %+v", changed)
		}
		u.wantLogged(asRiikka + "correct|counselling|" + c.UID.String() + "|own_caseload|coach_own_caseload,coach_team|done|Decision|Joona")
		if _, err := u.CorrectCounselling(u.ctx, riikka, because(c.UID), app.CounsellingInput{Note: adviceOf(u, "x")}); !problem.Is(err, problem.Conflict) {
			u.t.Errorf("of a text that stands no more: %v", err)
		}
		page, err := u.Counselling(u.ctx, riikka, c.UID)
		must(u.t, err)
		if page.Job == nil || page.Job.ID != job.ID || len(page.Revisions) != 1 || page.Form.Employers[u.purola.ID] != u.purola.Name {
			u.t.Errorf("its page is %+v", page)
		}
		which := because(c.UID)
		which.Revision = 2
		if gone, err := u.WithdrawCounselling(u.ctx, riikka, which); err != nil || !gone.Withdrawn {
			u.t.Errorf("withdrawn it is %+v, %v", gone, err)
		}
		start, err := u.JobStart(u.ctx, riikka, job.UID)
		must(u.t, err)
		if !start.Advice.Missing() || start.Waiting() != 3 {
			u.t.Errorf("a withdrawn record counts: %+v", start.Advice)
		}
	})
}

func TestTheStartOfAJobIsAnswered(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		job := u.job(u.joona, u.purola, 3)
		state := func() string {
			s, err := u.JobStart(u.ctx, riikka, job.UID)
			must(u.t, err)
			line := fmt.Sprint(s.Waiting())
			for _, q := range casework.StartQuestions {
				if a, answered := s.Answers[q]; answered {
					line += fmt.Sprintf(" %s %s", q, a.Reply)
				}
			}
			if !s.Advice.Given.IsZero() {
				line += " advised"
			}
			return line
		}
		answer := func(q casework.StartQuestion, r casework.StartReply) app.StartAnswerInput {
			in := app.StartAnswerInput{UID: u.IDs(), Placement: job.UID, Note: casework.StartAnswer{On: today, Question: q, Reply: r}}
			_, err := u.AnswerStart(u.ctx, riikka, in)
			must(u.t, err)
			return in
		}
		if got := state(); got != "3" {
			u.t.Errorf("at first it is %q", got)
		}
		in := answer(casework.StartCareTeam, casework.StartDone)
		if _, err := u.AnswerStart(u.ctx, riikka, in); err != nil {
			u.t.Errorf("sent twice: %v", err)
		}
		answer(casework.StartSupport, casework.StartDeclined)
		if got := state(); got != "1 care_team done support declined" {
			u.t.Errorf("then it is %q", got)
		}
		answer(casework.StartCareTeam, casework.StartOpen)
		if got := state(); got != "2 support declined" {
			u.t.Errorf("taken back it is %q", got)
		}
		u.advise(u.joona, 0)
		if got := state(); got != "1 support declined advised" {
			u.t.Errorf("advised it is %q", got)
		}
		trial := casework.Placement{Noted: u.noted(), EpisodeID: u.joona.Episode.ID, Kind: casework.WorkTrial, EmployerID: u.purola.ID, StartsOn: today}
		u.write(u.county, func(tx *store.Tx) error { return tx.AddPlacements([]casework.Placement{trial}) })
		if _, err := u.JobStart(u.ctx, riikka, trial.UID); !problem.Is(err, problem.Conflict) {
			u.t.Errorf("of a work trial: %v", err)
		}
	})
}

func TestTheEarningsWatchIsShownToThoseWhoReadNotes(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		note := func(month casework.Month, pay casework.Cents) {
			e := casework.Earnings{Month: month, Pay: pay}
			e.UID = u.IDs()
			_, err := u.NoteEarnings(u.ctx, riikka, u.joona.UID, e)
			must(u.t, err)
		}
		now := today.Month()
		note(now, 50000)
		note(now, 99091) // another note of the month: it holds
		note(now.Add(-1), 99091)
		page, err := u.Earnings(u.ctx, riikka, u.joona.UID)
		must(u.t, err)
		if _, at, passed := page.Watch.Worst(now); !passed || at.InRow != 2 || !page.Note || len(page.Jobs) != 1 {
			u.t.Errorf("the month is %+v of %d jobs", at, len(page.Jobs))
		}
		month, err := u.EarningsMonth(u.ctx, riikka, u.joona.UID, now)
		must(u.t, err)
		if month.Present == nil || month.Present.Pay != 99091 || len(month.Earlier) != 1 || month.Earlier[0].Pay != 50000 {
			u.t.Errorf("the month has %+v and %+v", month.Present, month.Earlier)
		}
		client, err := u.Client(u.ctx, riikka, u.joona.UID)
		must(u.t, err)
		if client.Watch == nil || client.Watch.Limits[0].At(now).InRow != 2 {
			u.t.Errorf("the client's page has %+v", client.Watch)
		}
		if _, err := u.WithdrawEarnings(u.ctx, riikka, because(month.Present.UID)); err != nil {
			u.t.Error(err)
		}
		page, err = u.Earnings(u.ctx, riikka, u.joona.UID)
		must(u.t, err)
		if _, _, passed := page.Watch.Worst(now); passed {
			u.t.Error("a withdrawn note holds still")
		}
		u.logged()
		if _, err := u.Earnings(u.ctx, u.as(u.aino), u.joona.UID); !problem.Is(err, problem.NotFound) { // a care worker does not read notes
			u.t.Errorf("a care worker is given %v", err)
		}
	})
}

func TestTheLeaderSeesWhichJobsWaitForCounselling(t *testing.T) {
	inTown(t, func(u *town) {
		waits := func(who casework.Staff) string {
			week, err := u.Team(u.ctx, u.as(who), u.team.UID)
			must(u.t, err)
			var names []string
			for _, w := range week.Unadvised {
				names = append(names, fmt.Sprint(w.Client.GivenName, " ", w.Due.Days, " ", w.Coach))
			}
			slices.Sort(names)
			return strings.Join(names, ", ")
		}
		if got := waits(u.paivi); got != "Joona -30 Riikka Tolonen, Mirja -20 Sami Karjalainen" {
			u.t.Errorf("there wait %q", got)
		}
		if line := u.logged()[0]; !strings.Contains(line, "Joona") || !strings.Contains(line, "Mirja") {
			u.t.Errorf("the log says %q", line)
		}
		if got := waits(u.riikka); got != "" {
			u.t.Errorf("a coach is told of all: %q", got)
		}
		u.advise(u.mirja, -30)
		if got := waits(u.paivi); got != "Joona -30 Riikka Tolonen" {
			u.t.Errorf("then there wait %q", got)
		}
	})
}
