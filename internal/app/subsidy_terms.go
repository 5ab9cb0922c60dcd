package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
)

// SubsidyTermsInput are terms of a subsidy as a form sends them. The embedded
// terms carry no more than the form asks.
type SubsidyTermsInput struct {
	UID   casework.UID // of the record to be, made with the form: sending it twice adds one
	Terms casework.SubsidyTerms
}

var subsidyTermsRecord = teamRecord[casework.SubsidyTerms, SubsidyTermsInput]{
	kind:  "subsidy_terms",
	noted: func(x *casework.SubsidyTerms) *casework.Noted { return &x.Noted },
	uid:   func(in SubsidyTermsInput) casework.UID { return in.UID },
	place: func(*turn, SubsidyTermsInput) (casework.SubsidyTerms, error) { return casework.SubsidyTerms{}, nil },
	may: func(t *turn, _ casework.SubsidyTerms, target string) error {
		return t.may(access.SetUp, t.ownCounty(), "subsidy_terms", target)
	},
	fill: func(_ *turn, x *casework.SubsidyTerms, in SubsidyTermsInput) error {
		noted := x.Noted
		*x = in.Terms
		x.Noted = noted
		return nil
	},
	check:  casework.KeepSubsidyTerms,
	find:   (*store.Tx).SubsidyTermsByUID,
	add:    (*store.Tx).AddSubsidyTerms,
	revise: (*store.Tx).ReviseSubsidyTerms,
	detail: func(x casework.SubsidyTerms) string { return x.Area + " " + string(x.Kind) + " " + spanDetail(x.Span) },
}

// SubsidyTermsPage is what a county knows of the terms of subsidies.
type SubsidyTermsPage struct {
	County casework.County
	Terms  []casework.SubsidyTerms // in the order in which they were noted, withdrawn ones too
	Known  []benefits.KnownSubsidy // told elsewhere, to begin with
	Today  casework.Day
}

// EverySubsidyTerms lists what the county knows of the terms of subsidies, and
// what is told of them elsewhere. Problems: Forbidden.
func (a *App) EverySubsidyTerms(ctx context.Context, actor access.Actor) (SubsidyTermsPage, error) {
	return show(ctx, a, actor, func(t *turn) (SubsidyTermsPage, error) {
		p := SubsidyTermsPage{Today: t.day}
		if err := t.may(access.SetUp, t.ownCounty(), "subsidy_terms", ""); err != nil {
			return p, err
		}
		edition, err := published()
		if err != nil {
			return p, err
		}
		p.Known = benefits.KnownSubsidies(edition)
		if p.County, err = t.tx.CountyRow(); err != nil {
			return p, err
		}
		p.Terms, err = t.tx.EverySubsidyTerms()
		t.shows(audit.Listed, "subsidy_terms", "", counted(int64(len(p.Terms)), "records"))
		return p, err
	})
}

// KeepSubsidyTerms notes the terms of a subsidy. Problems: Forbidden; Conflict
// as for every note; Invalid with the fields of casework.KeepSubsidyTerms.
func (a *App) KeepSubsidyTerms(ctx context.Context, actor access.Actor, in SubsidyTermsInput) (casework.SubsidyTerms, error) {
	return subsidyTermsRecord.note(ctx, a, actor, in)
}

// CorrectSubsidyTerms puts other terms in the place of those that were noted.
// Problems: as KeepSubsidyTerms; Invalid without a reason; Conflict when
// somebody has changed them since.
func (a *App) CorrectSubsidyTerms(ctx context.Context, actor access.Actor, which Correction, in SubsidyTermsInput) (casework.SubsidyTerms, error) {
	return subsidyTermsRecord.correct(ctx, a, actor, which, in)
}

// WithdrawSubsidyTerms strikes terms through; nobody is told of them any more.
// Problems: NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawSubsidyTerms(ctx context.Context, actor access.Actor, which Correction) (casework.SubsidyTerms, error) {
	return subsidyTermsRecord.withdraw(ctx, a, actor, which)
}

// SubsidyTerms gives one line of terms with its earlier texts.
func (a *App) SubsidyTerms(ctx context.Context, actor access.Actor, uid casework.UID) (RecordPage[casework.SubsidyTerms], error) {
	return show(ctx, a, actor, func(t *turn) (RecordPage[casework.SubsidyTerms], error) {
		p, err := subsidyTermsRecord.page(t, uid)
		p.Form.Today = t.day
		return p, err
	})
}

// SubsidyHelp is what is known of the terms of subsidies where a client lives.
// Of one under an order of non-disclosure nothing is told: it would tell where.
type SubsidyHelp struct {
	Client  casework.Client
	Terms   []casework.SubsidyTerms // by kind, the oldest first; none: nobody has noted any
	pension bool                    // the client is known to live on a disability pension
	today   casework.Day
}

// Doubts are the doubts about each of a job's subsidies.
func (h SubsidyHelp) Doubts(p casework.Placement) [][]casework.SubsidyDoubt {
	return p.SubsidyDoubts(h.Terms, h.pension, h.today)
}

// subsidyHelp loads what is known of the terms where the client lives. What they
// live on is looked up only where terms ask for it, and where the actor may read
// what is written of them.
func (t *turn) subsidyHelp(d dossier) (SubsidyHelp, error) {
	h := SubsidyHelp{Client: d.Client.Unguarded(), today: t.day}
	area, known := casework.AreaOfMunicipality(d.Municipality)
	if !known {
		return h, nil
	}
	all, err := t.tx.SubsidyTermsOfArea(area)
	if err != nil {
		return h, err
	}
	h.Terms = casework.SubsidyTermsFor(all, d.Municipality)
	asked := slices.ContainsFunc(h.Terms, func(x casework.SubsidyTerms) bool { return x.Pensioners != nil && !*x.Pensioners })
	if !asked || !t.decide(access.ReadNotes, d.resource(t.tx.County, t.day)).Allowed {
		return h, nil
	}
	answers, err := t.tx.ProfileAnswersOfEpisodes(d.episodeIDs())
	h.pension = casework.OnDisabilityPension(answers, d.Incomes, t.day)
	return h, err
}

// SubsidyHelp gives what is known of the terms of subsidies where a client
// lives, to whoever notes their jobs. Problems: NotFound.
func (a *App) SubsidyHelp(ctx context.Context, actor access.Actor, client casework.UID) (SubsidyHelp, error) {
	return show(ctx, a, actor, func(t *turn) (SubsidyHelp, error) {
		d, err := t.dossier(client)
		if err != nil {
			return SubsidyHelp{}, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return SubsidyHelp{}, err
		}
		h, err := t.subsidyHelp(d)
		t.shows(audit.Showed, "subsidy_terms", client.String(), "help", d.ID)
		return h, err
	})
}

func (in *importer) addSubsidyTerms() error {
	return in.turn.tx.AddAllSubsidyTerms(converted(in.document.SubsidyTerms, func(s interchange.SubsidyTerms) casework.SubsidyTerms {
		return casework.SubsidyTerms{
			Noted: in.noted(s.ID, s.Withdrawn), Area: s.Area, Municipality: s.Municipality, Kind: s.Kind, NotGranted: s.NotGranted,
			Percent: s.Percent, Amount: s.Amount, Months: s.Months, Pensioners: s.Pensioners, Ask: s.Ask, Text: s.Text, Source: s.Source,
			Span: span(s.From, s.To),
		}
	}))
}

func (x exporter) subsidyTerms(s casework.SubsidyTerms) interchange.SubsidyTerms {
	return interchange.SubsidyTerms{
		ID: s.Outward(), Area: s.Area, Municipality: s.Municipality, Kind: s.Kind, From: s.From, To: s.To, NotGranted: s.NotGranted,
		Percent: s.Percent, Amount: s.Amount, Months: s.Months, Pensioners: s.Pensioners, Ask: s.Ask, Text: s.Text, Source: s.Source,
		Withdrawn: s.Withdrawn,
	}
}
