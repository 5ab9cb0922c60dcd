package app

import (
	"context"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/internal/store"
)

// EarningsPage is the earnings watch of a client: what they are paid by month
// against the limits of their pensions.
type EarningsPage struct {
	Client    casework.Client
	Watch     benefits.Watch
	Jobs      []casework.Placement // that run in the months of the watch, the newest first
	Employers map[int64]string
	Rests     []benefits.Rest // the dormancies, the newest first
	Note      bool            // the actor may add to it
	Today     casework.Day
}

// Earnings gives the earnings watch to whoever may read what is written of the
// client. Problems: NotFound.
func (a *App) Earnings(ctx context.Context, actor access.Actor, client casework.UID) (EarningsPage, error) {
	return show(ctx, a, actor, func(t *turn) (EarningsPage, error) {
		d, err := t.dossier(client)
		if err != nil {
			return EarningsPage{}, err
		}
		if err := t.mayWith(access.ReadNotes, d); err != nil {
			return EarningsPage{}, err
		}
		p := EarningsPage{Client: d.Client, Today: t.day}
		opened := t.decision
		p.Note = t.allowed(access.NoteClient, d.resource(t.tx.County, t.day))
		t.decision = opened
		edition, err := publishedRules()
		if err != nil {
			return p, err
		}
		q, err := t.watchOf(d.Client)
		if err != nil {
			return p, err
		}
		p.Watch = q.Of(edition)
		for i := range q.Dormant {
			if one := q.Dormant[len(q.Dormant)-1-i]; !one.Withdrawn {
				rest, _ := benefits.RestOf(edition, one)
				p.Rests = append(p.Rests, rest)
			}
		}
		first := p.Watch.Months[0].Month.First()
		p.Jobs, p.Employers, err = t.jobsOf(d, func(j casework.Placement) bool { return j.EndsOn.IsZero() || !j.EndsOn.Before(first) })
		t.shows(audit.Showed, "earnings", client.String(), d.seenOf(), d.ID)
		return p, err
	})
}

// watchOf loads what the earnings watch asks of a client.
func (t *turn) watchOf(c casework.Client) (benefits.WatchQuestion, error) {
	episodes, err := t.tx.EpisodesOfClients([]int64{c.ID})
	if err != nil {
		return benefits.WatchQuestion{}, err
	}
	questions, err := t.watched([]casework.Client{c}, episodes)
	if err != nil {
		return benefits.WatchQuestion{}, err
	}
	return *questions[c.ID], nil
}

// limitsOf makes the earnings watch of a client who has a pension with a limit;
// nil of one who has none.
func (t *turn) limitsOf(c casework.Client, profile Profile) (*benefits.Watch, error) {
	if len(benefits.PensionsOf(c.Incomes, casework.FactsOf(profile.Answers))) == 0 {
		return nil, nil
	}
	edition, err := publishedRules()
	if err != nil {
		return nil, err
	}
	q, err := t.watchOf(c)
	watch := q.Of(edition)
	return &watch, err
}

// EarningsMonth is the form of one month with what was noted of it.
type EarningsMonth struct {
	Client   casework.Client
	Month    casework.Month
	Expected *casework.Cents     // nil: a job runs of which the pay is not told
	Present  *casework.Earnings  // what holds; nil: nothing is noted
	Earlier  []casework.Earnings // the others of the month, the latest first
	Names    Names
	Today    casework.Day
}

// EarningsMonth gives the form of one month. Problems: NotFound.
func (a *App) EarningsMonth(ctx context.Context, actor access.Actor, client casework.UID, month casework.Month) (EarningsMonth, error) {
	return show(ctx, a, actor, func(t *turn) (EarningsMonth, error) {
		d, _, err := t.clientToNote(client)
		if err != nil {
			return EarningsMonth{}, err
		}
		p := EarningsMonth{Client: d.Client, Month: month, Today: t.day}
		q, err := t.watchOf(d.Client)
		if err != nil {
			return p, err
		}
		if expected, known := casework.ExpectedPay(q.Jobs, month); known {
			p.Expected = &expected
		}
		if present, noted := casework.EarnedIn(q.Earned, month); noted {
			p.Present = &present
		}
		for i := range q.Earned {
			one := q.Earned[len(q.Earned)-1-i]
			if one.Month == month && (p.Present == nil || one.ID != p.Present.ID) {
				p.Earlier = append(p.Earlier, one)
			}
		}
		p.Names, err = t.names()
		t.shows(audit.Showed, "earnings", client.String(), "form", d.ID)
		return p, err
	})
}

var (
	earningsRow = profileRow[casework.Earnings]{"earnings", func(e *casework.Earnings) (*casework.Noted, *int64) { return &e.Noted, &e.EpisodeID },
		casework.NoteEarnings, (*store.Tx).EarningsByUID, (*store.Tx).AddEarnings, (*store.Tx).ReviseEarnings, nil}
	dormancyRow = profileRow[casework.Dormancy]{"dormancy", func(d *casework.Dormancy) (*casework.Noted, *int64) { return &d.Noted, &d.EpisodeID },
		casework.NoteDormancy, (*store.Tx).DormancyByUID, (*store.Tx).AddDormancies, (*store.Tx).ReviseDormancy, nil}
)

// NoteEarnings notes what a client was paid in a month; its uid was made with
// the form. An earlier note of the month stays, and holds no more. Problems:
// NotFound; Conflict for a uid that is another's, and with NotedKey for one that
// is there with another text; Invalid with the fields of casework.NoteEarnings.
func (a *App) NoteEarnings(ctx context.Context, actor access.Actor, client casework.UID, e casework.Earnings) (casework.Earnings, error) {
	return addRow(ctx, a, actor, earningsRow, client, e)
}

// WithdrawEarnings takes a note of a month back; it stays to be read, and the
// one before it holds again. Problems: NotFound, Invalid without a reason,
// Conflict.
func (a *App) WithdrawEarnings(ctx context.Context, actor access.Actor, which Correction) (casework.Client, error) {
	return withdrawRow(ctx, a, actor, earningsRow, which)
}

// AddDormancy notes that a pension is left dormant; its uid was made with the
// form. Problems: as NoteEarnings, with the fields of casework.NoteDormancy.
func (a *App) AddDormancy(ctx context.Context, actor access.Actor, client casework.UID, d casework.Dormancy) (casework.Dormancy, error) {
	return addRow(ctx, a, actor, dormancyRow, client, d)
}

// Dormancy gives one dormancy with its earlier texts. Problems: NotFound.
func (a *App) Dormancy(ctx context.Context, actor access.Actor, uid casework.UID) (RowPage[casework.Dormancy], error) {
	return openRow(ctx, a, actor, dormancyRow, uid)
}

// ChangeDormancy puts another text in the place of a dormancy's; the old one
// stays readable. Problems: as AddDormancy; Conflict when somebody has changed
// it since.
func (a *App) ChangeDormancy(ctx context.Context, actor access.Actor, which Correction, d casework.Dormancy) (casework.Client, error) {
	return changeRow(ctx, a, actor, dormancyRow, which, d)
}

// WithdrawDormancy takes a dormancy back that was noted wrongly. Problems:
// NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawDormancy(ctx context.Context, actor access.Actor, which Correction) (casework.Client, error) {
	return withdrawRow(ctx, a, actor, dormancyRow, which)
}
