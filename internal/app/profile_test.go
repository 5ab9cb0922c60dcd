package app_test

import (
	"slices"
	"testing"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

// answering is the form of one question that showed an answer, or none.
func answering(u *town, question string, showed casework.UID, answer string) casework.SectionNote {
	q, _ := casework.QuestionOf(question)
	return casework.SectionNote{Section: q.Section, On: today, Source: casework.SourceClient, Answers: []casework.AnswerNote{
		{Question: question, UID: u.IDs(), Showed: showed, State: casework.Told, Answer: answer},
	}}
}

func jobOf(u *town, text string) casework.Job {
	return casework.Job{Noted: named(u), On: today, Source: casework.SourceClient, Title: text, WhyEnded: text}
}

func wishOf(u *town, text string) casework.Wish {
	return casework.Wish{Noted: named(u), On: today, Source: casework.SourceClient, Words: text}
}

func supporterOf(u *town, text string) casework.Supporter {
	return casework.Supporter{Noted: named(u), On: today, Source: casework.SourceClient, Party: casework.PartyClose, Name: text, Helps: text}
}

// named is a record to be, as a form names it.
func named(u *town) casework.Noted { return casework.Noted{Record: casework.Record{UID: u.IDs()}} }

// profiled is a client whose wish for work is known.
func (s *subject) profiled() things {
	r := s.active()
	a := casework.ProfileAnswer{Noted: s.u.noted(), EpisodeID: r.Episode.ID, Question: "goal_now", On: today.AddDays(-9), Source: casework.SourceClient, State: casework.Told, Answer: canary}
	s.u.write(s.county(), func(tx *store.Tx) error { return tx.AddProfileAnswers([]casework.ProfileAnswer{a}) })
	return things{client: r.UID, uid: a.UID}
}

func (s *subject) job() things {
	r, j := s.active(), jobOf(s.u, canary)
	j.Noted, j.EpisodeID = s.u.noted(), r.Episode.ID
	s.u.write(s.county(), func(tx *store.Tx) error { return tx.AddJobs([]casework.Job{j}) })
	return things{client: r.UID, uid: j.UID}
}

func (s *subject) wish() things {
	r, w := s.active(), wishOf(s.u, canary)
	w.Noted, w.EpisodeID = s.u.noted(), r.Episode.ID
	s.u.write(s.county(), func(tx *store.Tx) error { return tx.AddWishes([]casework.Wish{w}) })
	return things{client: r.UID, uid: w.UID}
}

func (s *subject) supporter() things {
	r, n := s.active(), supporterOf(s.u, canary)
	n.Noted, n.EpisodeID = s.u.noted(), r.Episode.ID
	s.u.write(s.county(), func(tx *store.Tx) error { return tx.AddSupporters([]casework.Supporter{n}) })
	return things{client: r.UID, uid: n.UID}
}

// TestProfileGrows answers a question, answers it again, has somebody answer it
// with an old form, and takes the newest answer back.
func TestProfileGrows(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		answer := func(by access.Actor, showed casework.UID, text string) (int, error) {
			return u.AnswerProfile(u.ctx, by, u.joona.UID, answering(u, "goal_now", showed, text))
		}
		present := func() casework.ProfileAnswer {
			t.Helper()
			p, err := u.Profile(u.ctx, riikka, u.joona.UID)
			if err != nil {
				t.Fatal(err)
			}
			a, _ := p.Answers.Present("goal_now")
			return a
		}
		if n, err := answer(riikka, casework.UID{}, "Kauppa"); n != 1 || err != nil {
			t.Fatalf("added %d, %v", n, err)
		}
		first := present()
		if n, err := answer(riikka, casework.UID{}, "Kauppa"); n != 0 || err != nil {
			t.Errorf("the same answer again added %d, %v", n, err)
		}
		if n, err := answer(riikka, first.UID, "Varasto"); n != 1 || err != nil {
			t.Errorf("a later answer added %d, %v", n, err)
		}
		if _, err := answer(u.as(u.sami), first.UID, "Kirjasto"); !problem.Is(err, problem.Conflict) || problem.As(err).Key != casework.ChangedSinceKey {
			t.Errorf("an old form was answered with %v", err)
		}
		second := present()
		if second.Answer != "Varasto" || second.RecordedBy != riikka.StaffID {
			t.Errorf("the present answer is %+v", second)
		}
		if _, err := u.WithdrawAnswer(u.ctx, riikka, app.Correction{UID: second.UID, Revision: second.Revision}); !problem.Is(err, problem.Invalid) {
			t.Errorf("withdrawn without a reason: %v", err)
		}
		if _, err := u.WithdrawAnswer(u.ctx, riikka, because(second.UID)); err != nil {
			t.Fatal(err)
		}
		if got := present(); got.UID != first.UID {
			t.Errorf("what holds then is %+v", got)
		}
	})
}

// TestRowsAreAddedOnceAndKeepTheirPast adds a job twice, changes it and tries
// with the old text on the screen.
func TestRowsAreAddedOnceAndKeepTheirPast(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		j := jobOf(u, "Hitsaaja")
		for range 2 {
			if _, err := u.AddJob(u.ctx, riikka, u.joona.UID, j); err != nil {
				t.Fatal(err)
			}
		}
		other := j
		other.Title = "Keittäjä"
		if _, err := u.AddJob(u.ctx, riikka, u.joona.UID, other); problem.As(err) == nil || problem.As(err).Key != app.NotedKey {
			t.Errorf("another job of the same form: %v", err)
		}
		if _, err := u.ChangeJob(u.ctx, riikka, because(j.UID), other); err != nil {
			t.Fatal(err)
		}
		other.Title = "Siivooja"
		if _, err := u.ChangeJob(u.ctx, riikka, because(j.UID), other); !problem.Is(err, problem.Conflict) {
			t.Errorf("with the old text on the screen: %v", err)
		}
		p, err := u.Job(u.ctx, riikka, j.UID)
		if err != nil || p.Row.Title != "Keittäjä" || len(p.Revisions) != 1 {
			t.Errorf("the job is %+v with %d earlier texts, %v", p.Row, len(p.Revisions), err)
		}
		if _, err := u.WithdrawJob(u.ctx, riikka, app.Correction{UID: j.UID, Revision: 2, Reason: "väärä asiakas"}); err != nil {
			t.Fatal(err)
		}
		whole, err := u.Profile(u.ctx, riikka, u.joona.UID)
		if err != nil || slices.ContainsFunc(whole.Jobs, func(k casework.Job) bool { return k.UID == j.UID }) {
			t.Errorf("a withdrawn job stands in the profile, %v", err)
		}
	})
}

// TestSummaryNeedsItsOwnYes: another text is not agreed on by the yes to the
// one before, and nobody writes over a text they have not seen.
func TestSummaryNeedsItsOwnYes(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		write := func(showed casework.UID, text string, agreed bool) (casework.ProfileSummary, error) {
			return u.WriteSummary(u.ctx, riikka, app.SummaryInput{UID: u.IDs(), Client: u.joona.UID, Showed: showed, Text: text, Agreed: agreed})
		}
		first, err := write(casework.UID{}, "Tekee aamuja.", true)
		if err != nil || first.AgreedOn != today {
			t.Fatalf("%+v, %v", first, err)
		}
		second, err := write(first.UID, "Tekee iltoja.", false)
		if err != nil || !second.AgreedOn.IsZero() {
			t.Errorf("%+v, %v", second, err)
		}
		if _, err := write(first.UID, "Tekee öitä.", true); !problem.Is(err, problem.Conflict) {
			t.Errorf("over a text that was not on the screen: %v", err)
		}
		p, err := u.Profile(u.ctx, riikka, u.joona.UID)
		if err != nil || len(p.Summaries) != 2 || p.Summary().UID != second.UID {
			t.Errorf("the summaries are %+v, %v", p.Summaries, err)
		}
	})
}
