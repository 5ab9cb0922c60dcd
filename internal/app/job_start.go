package app

import (
	"context"
	"reflect"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
)

// JobStart is what is asked when a job starts: were benefits gone through, was
// the care team told, was the support agreed on.
type JobStart struct {
	Placement casework.Placement
	Employer  casework.Employer
	Client    casework.Client
	Terms     casework.Terms
	Consents  casework.Consents
	Advice    casework.Occasion                                 // before the start
	Changes   []casework.Occasion                               // of hours and pay, the earliest first
	Answers   map[casework.StartQuestion]casework.StartAnswer   // those that hold
	Recorded  map[casework.StartQuestion][]casework.StartAnswer // all of them, as they were noted
	Plan      *casework.SupportPlan                             // that holds for the job; nil: none
	Names     Names
	Today     casework.Day
}

// Waiting counts what is neither done nor declined.
func (s JobStart) Waiting() int {
	waiting := 0
	for _, q := range casework.StartQuestions {
		_, answered := s.Answers[q]
		if !answered && (q != casework.StartCounselling || s.Advice.Missing()) && (q != casework.StartSupport || s.Plan == nil) {
			waiting++
		}
	}
	return waiting
}

// JobStart gives the page of a job's start. Problems: NotFound; Conflict for
// what is no job.
func (a *App) JobStart(ctx context.Context, actor access.Actor, placement casework.UID) (JobStart, error) {
	return show(ctx, a, actor, func(t *turn) (JobStart, error) {
		j, d, err := t.placementToNote(placement)
		if err != nil {
			return JobStart{}, err
		}
		s := JobStart{Placement: j, Client: d.Client, Consents: d.Consents, Today: t.day}
		if _, err := casework.AnswerStart(j, casework.StartAnswer{On: t.day, Question: casework.StartSupport, Reply: casework.StartOpen}, t.day); err != nil {
			return s, err
		}
		employers, err := t.tx.EmployersByID([]int64{j.EmployerID})
		if err != nil {
			return s, err
		}
		if len(employers) > 0 {
			s.Employer = employers[0]
		}
		e, err := t.tx.EpisodeByID(j.EpisodeID)
		if err != nil {
			return s, err
		}
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return s, err
		}
		s.Terms = programme.Terms
		if err := t.answersOf(&s, e, d); err != nil {
			return s, err
		}
		s.Names, err = t.names()
		t.shows(audit.Showed, "placement", placement.String(), "start", d.ID)
		return s, err
	})
}

// answersOf adds what is known of the three things.
func (t *turn) answersOf(s *JobStart, e casework.Episode, d dossier) error {
	placements, err := t.tx.PlacementsOfEpisodes([]int64{e.ID})
	if err != nil {
		return err
	}
	counselled, err := t.tx.CounsellingOfEpisodes(d.episodeIDs())
	if err != nil {
		return err
	}
	answers, err := t.tx.StartAnswersOfEpisodes([]int64{e.ID})
	if err != nil {
		return err
	}
	plans, err := t.tx.SupportPlansOfEpisodes([]int64{e.ID})
	if err != nil {
		return err
	}
	if plan, ok := casework.SupportOn(plans, s.Placement.ID, t.day); ok {
		s.Plan = &plan
	}
	for _, o := range casework.Occasions(e, placements, counselled, answers) {
		switch {
		case o.Placement.ID != s.Placement.ID:
		case o.Change:
			s.Changes = append(s.Changes, o)
		default:
			s.Advice = o
		}
	}
	s.Answers = map[casework.StartQuestion]casework.StartAnswer{}
	s.Recorded = map[casework.StartQuestion][]casework.StartAnswer{}
	for _, q := range casework.StartQuestions {
		if answer, holds := casework.LastAnswer(answers, s.Placement.ID, q); holds {
			s.Answers[q] = answer
		}
		s.Recorded[q] = kept(answers, func(a casework.StartAnswer) bool { return a.PlacementID == s.Placement.ID && a.Question == q })
	}
	return nil
}

// StartAnswerInput is an answer of a job's start as a form sends it.
type StartAnswerInput struct {
	UID       casework.UID // of the answer to be, made with the form: sending it twice adds one
	Placement casework.UID
	Note      casework.StartAnswer
}

// AnswerStart keeps an answer of a job's start; the earlier ones stay. Problems:
// NotFound; Conflict for a uid that is another's, with NotedKey for one that is
// there with another text, and for what is no job; Invalid with the fields of
// casework.AnswerStart.
func (a *App) AnswerStart(ctx context.Context, actor access.Actor, in StartAnswerInput) (casework.StartAnswer, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.StartAnswer, error) {
		j, d, err := t.placementToNote(in.Placement)
		if err != nil {
			return casework.StartAnswer{}, err
		}
		if in.UID.IsZero() {
			return casework.StartAnswer{}, errUnnamed
		}
		answer, err := casework.AnswerStart(j, in.Note, t.day)
		if err != nil {
			return answer, err
		}
		if done, err := t.tx.StartAnswerByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			if answer.Noted = done.Noted; !reflect.DeepEqual(answer, done) {
				return done, noted()
			}
			t.shows(audit.Showed, "start_answer", in.UID.String(), "sent again", d.ID)
			return done, nil
		}
		answer.Noted = t.noted(in.UID)
		all := []casework.StartAnswer{answer}
		err = t.tx.AddStartAnswers(all)
		t.did(audit.Added, "start_answer", in.UID.String(), string(answer.Question)+" "+string(answer.Reply), d.ID)
		return all[0], err
	})
}
