package app

import (
	"context"
	"errors"
	"slices"
	"sync"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/problem"
	"sijoita/rules"
)

// published are the rules that this program brings with it, read once.
var published = sync.OnceValues(rules.Published)

// MoneyQuestion is what is asked about a client's money beside what is kept:
// the offers, and the municipality of a client whose record tells none.
type MoneyQuestion struct {
	Municipality string
	Offers       []casework.Offer // none: those of the last estimate, or of the job that the client has
}

// MoneyPage is what a job would do to a client's money, with what it was
// computed from.
type MoneyPage struct {
	Client       casework.Client
	Answers      casework.ProfileAnswers // of the livelihood, earlier ones too
	Facts        casework.Facts          // what they tell
	FromRecord   bool                    // nobody has told the benefits: they are those of the record
	Municipality string                  // empty: nobody has told
	Resident     bool                    // it is that of the record
	Offers       []casework.Offer
	Answer       []benefits.Estimate // one for each offer, or one without a job; nil: it cannot be computed
	Problem      *problem.Error      // why not
	Edition      *rules.Edition
	Estimates    []casework.Estimate // kept, the newest first, withdrawn ones too
	Names        Names
	Today        casework.Day
}

// Money gives what a job would do to a client's money, by today's rules, to
// whoever may read what is written of the client. Problems: NotFound. What is
// wrong with the question stands in the page.
func (a *App) Money(ctx context.Context, actor access.Actor, client casework.UID, asked MoneyQuestion) (MoneyPage, error) {
	return a.openMoney(ctx, actor, client, "", access.ReadNotes, asked)
}

// MoneyForm is Money for those who keep what is known of it.
func (a *App) MoneyForm(ctx context.Context, actor access.Actor, client casework.UID) (MoneyPage, error) {
	return a.openMoney(ctx, actor, client, "form", access.NoteClient, MoneyQuestion{})
}

// MoneyAnswers is Money for the earlier answers to one question. Problems:
// NotFound, also for what is no question of livelihood.
func (a *App) MoneyAnswers(ctx context.Context, actor access.Actor, client casework.UID, question string) (MoneyPage, error) {
	p, err := a.openMoney(ctx, actor, client, "earlier answers", access.ReadNotes, MoneyQuestion{})
	if q, _ := casework.QuestionOf(question); err == nil && q.Section != casework.SectionLivelihood {
		return MoneyPage{}, a.explain(ctx, actor, a.Clock(), store.ErrNotFound)
	}
	return p, err
}

func (a *App) openMoney(ctx context.Context, actor access.Actor, client casework.UID, part string, action access.Action, asked MoneyQuestion) (MoneyPage, error) {
	return show(ctx, a, actor, func(t *turn) (MoneyPage, error) {
		d, err := t.dossier(client)
		if err != nil {
			return MoneyPage{}, err
		}
		if err := t.mayWith(action, d); err != nil {
			return MoneyPage{}, err
		}
		p, err := t.money(d, asked)
		t.shows(audit.Showed, "money", client.String(), part, d.ID)
		return p, err
	})
}

// money loads what is kept of a client's money, and computes.
func (t *turn) money(d dossier, asked MoneyQuestion) (p MoneyPage, err error) {
	p.Client, p.Today, p.Offers = d.Client.Unguarded(), t.day, asked.Offers
	if p.Edition, err = published(); err != nil {
		return p, err
	}
	all, err := t.tx.ProfileAnswersOfEpisodes(d.episodeIDs())
	if err != nil {
		return p, err
	}
	p.Answers = kept(all, func(a casework.ProfileAnswer) bool {
		q, _ := casework.QuestionOf(a.Question)
		return q.Section == casework.SectionLivelihood
	})
	if p.Estimates, err = t.tx.EstimatesOfEpisodes(d.episodeIDs()); err != nil {
		return p, err
	}
	if p.Names, err = t.names(); err != nil {
		return p, err
	}
	p.Facts = casework.FactsOf(p.Answers)
	if _, told := p.Facts[casework.AskBenefits]; !told {
		if words := casework.BenefitsOf(d.Incomes, t.day); words != "" {
			p.Facts[casework.AskBenefits], p.FromRecord = words, true
		}
	}
	if words, told := p.Facts[casework.AskBenefits]; told {
		p.Facts[casework.AskBenefits] = benefits.PaidInstead(p.Edition, words, t.day)
	}
	p.Municipality = asked.Municipality
	if lives := d.Lives(); lives != "" {
		p.Municipality, p.Resident = lives, true
	}
	if last := p.last(); last != nil {
		if p.Municipality == "" {
			p.Municipality = last.Municipality
		}
		if len(p.Offers) == 0 {
			p.Offers = last.Offers
		}
	}
	if len(p.Offers) == 0 {
		if p.Offers, err = t.jobsAsOffers(d, p.Edition); err != nil {
			return p, err
		}
	}
	if asked.Offers != nil {
		err = casework.CheckOffers(asked.Offers, t.day)
	}
	if err == nil && p.Municipality == "" {
		err = whereMissing()
	}
	if err == nil {
		p.Answer, err = benefits.Compare(p.Edition, p.Facts, p.Municipality, t.day, p.Offers)
	}
	if p.Problem = problem.As(err); p.Problem != nil {
		p.Answer, err = nil, nil
	}
	return p, err
}

// whereMissing asks for the municipality, on which tax and housing allowance
// depend.
func whereMissing() error { return invalid("municipality", "money.municipality_missing") }

// last is the newest estimate that stands; nil: none.
func (p MoneyPage) last() *casework.Estimate {
	i := slices.IndexFunc(p.Estimates, func(e casework.Estimate) bool { return !e.Withdrawn })
	if i < 0 {
		return nil
	}
	return &p.Estimates[i]
}

// jobsAsOffers makes an offer of the job that a client has or is about to
// begin, where its hours and pay are known.
func (t *turn) jobsAsOffers(d dossier, e *rules.Edition) ([]casework.Offer, error) {
	placements, err := t.tx.PlacementsOfEpisodes(d.episodeIDs())
	if err != nil {
		return nil, err
	}
	for _, p := range placements { // the one that begins last first
		on := t.day
		if p.StartsOn.After(on) {
			on = p.StartsOn
		}
		hours, pay := p.HoursOn(on), p.PayOn(on)
		if p.Withdrawn || p.Kind != casework.Employment || !p.RunsOn(on) || hours == nil || pay == nil {
			continue
		}
		o := casework.Offer{HourlyPay: benefits.HourlyPay(e, t.day, *pay, *hours), HoursPerWeek: *hours, StartsOn: p.StartsOn}
		if casework.CheckOffers([]casework.Offer{o}, t.day) == nil {
			return []casework.Offer{o}, nil
		}
	}
	return nil, nil
}

// EstimateInput is an estimate that is to be kept, as a form sends it.
type EstimateInput struct {
	UID    casework.UID // of the estimate to be
	Client casework.UID
	MoneyQuestion
}

// KeepEstimate keeps what comes out for the offers by today's rules and the
// facts that are kept. Problems: NotFound; Conflict for a uid that is another's;
// Invalid with the fields of casework.CheckOffers and of benefits.Compute.
func (a *App) KeepEstimate(ctx context.Context, actor access.Actor, in EstimateInput) (casework.Estimate, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Estimate, error) {
		d, e, err := t.clientToNote(in.Client)
		if err != nil {
			return casework.Estimate{}, err
		}
		if in.UID.IsZero() {
			return casework.Estimate{}, errUnnamed
		}
		if done, err := t.tx.EstimateByUID(in.UID); err == nil && done.RecordedBy == t.actor.StaffID && d.has(done.EpisodeID) {
			t.shows(audit.Showed, "estimate", in.UID.String(), "sent again", d.ID)
			return done, nil
		} else if err != nil && !errors.Is(err, store.ErrNotFound) {
			return done, err
		}
		if err := casework.CheckOffers(in.Offers, t.day); err != nil {
			return casework.Estimate{}, err
		}
		p, err := t.money(d, in.MoneyQuestion)
		if err != nil {
			return casework.Estimate{}, err
		}
		if p.Problem != nil {
			return casework.Estimate{}, p.Problem
		}
		all := []casework.Estimate{{
			Noted: t.noted(in.UID), EpisodeID: e.ID, On: t.day, Edition: p.Edition.ID(), Municipality: p.Municipality, Facts: p.Facts,
			Offers: p.Offers, Lines: benefits.KeptLines(p.Answer), Limit: p.Answer[0].Limit,
		}}
		t.did(audit.Added, "estimate", in.UID.String(), "", d.ID)
		return all[0], t.tx.AddEstimates(all)
	})
}

// EstimatePage is a kept estimate with what the rules say of it today.
type EstimatePage struct {
	Estimate  casework.Estimate
	Client    casework.Client
	Again     []benefits.Estimate // computed once more; nil: these rules cannot
	Same      bool                // every sum is the same
	Edition   *rules.Edition      // that it was computed again by
	Names     Names
	Today     casework.Day
	Revisions []Revision
	Note      bool // the actor may withdraw it
}

// Estimate gives a kept estimate with its trace. Problems: NotFound.
func (a *App) Estimate(ctx context.Context, actor access.Actor, uid casework.UID) (EstimatePage, error) {
	return a.openEstimate(ctx, actor, uid, "")
}

// EstimateCopy is Estimate for the client's own copy; the log says so.
func (a *App) EstimateCopy(ctx context.Context, actor access.Actor, uid casework.UID) (EstimatePage, error) {
	return a.openEstimate(ctx, actor, uid, "client's copy")
}

func (a *App) openEstimate(ctx context.Context, actor access.Actor, uid casework.UID, part string) (EstimatePage, error) {
	return show(ctx, a, actor, func(t *turn) (EstimatePage, error) {
		kept, err := t.tx.EstimateByUID(uid)
		if err != nil {
			return EstimatePage{}, err
		}
		d, err := t.dossierOfEpisode(kept.EpisodeID)
		if err != nil {
			return EstimatePage{}, err
		}
		if err := t.mayWith(access.ReadNotes, d); err != nil {
			return EstimatePage{}, err
		}
		p := EstimatePage{Estimate: kept, Client: d.Client.Unguarded(), Today: t.day}
		opened := t.decision
		p.Note = t.allowed(access.NoteClient, d.resource(t.tx.County, t.day))
		t.decision = opened
		if p.Edition, err = published(); err != nil {
			return p, err
		}
		if p.Again, p.Same, err = benefits.Again(p.Edition, kept); problem.As(err) != nil {
			p.Again, err = nil, nil
		}
		if err != nil {
			return p, err
		}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		p.Revisions, err = t.tx.Revisions("estimate", kept.ID)
		t.shows(audit.Showed, "estimate", uid.String(), part, d.ID)
		return p, err
	})
}

// WithdrawEstimate takes an estimate back that was kept for the wrong client or
// of the wrong facts; it stays to be read. Problems: NotFound, Invalid without a
// reason, Conflict.
func (a *App) WithdrawEstimate(ctx context.Context, actor access.Actor, which Correction) (casework.Client, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Client, error) {
		old, err := t.tx.EstimateByUID(which.UID)
		if err != nil {
			return casework.Client{}, err
		}
		d, err := t.dossierOfEpisode(old.EpisodeID)
		if err != nil {
			return casework.Client{}, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return casework.Client{}, err
		}
		if err := which.check(); err != nil {
			return d.Client, err
		}
		changed := old
		changed.Withdrawn = true
		if old.Withdrawn { // sent again
			t.shows(audit.Showed, "estimate", which.UID.String(), "unchanged", d.ID)
			return d.Client, nil
		}
		if old.Revision != which.Revision {
			return d.Client, store.ErrStale
		}
		t.did(audit.Withdrew, "estimate", which.UID.String(), "", d.ID)
		_, err = t.tx.ReviseEstimate(old, changed, t.actor.ID, which.Reason)
		return d.Client, err
	})
}
