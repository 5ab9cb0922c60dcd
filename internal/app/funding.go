package app

import (
	"context"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
)

// FundingInput is a programme's funding as a form sends it.
type FundingInput struct {
	UID       casework.UID // of the record to be, made with the form: sending it twice adds one
	Programme casework.UID // not asked when one is corrected
	Funder    string
	Amount    casework.Cents
	casework.Span
}

var fundingRecord = teamRecord[casework.ProgrammeFunding, FundingInput]{
	kind:  "programme_funding",
	noted: func(f *casework.ProgrammeFunding) *casework.Noted { return &f.Noted },
	uid:   func(in FundingInput) casework.UID { return in.UID },
	place: func(t *turn, in FundingInput) (casework.ProgrammeFunding, error) {
		if in.Programme.IsZero() { // the rules say so beside the field
			return casework.ProgrammeFunding{}, nil
		}
		p, err := t.tx.ProgrammeByUID(in.Programme)
		return casework.ProgrammeFunding{ProgrammeID: p.ID}, err
	},
	may: func(t *turn, _ casework.ProgrammeFunding, target string) error {
		return t.may(access.KeepFunding, t.ownCounty(), "programme_funding", target)
	},
	fill: func(_ *turn, f *casework.ProgrammeFunding, in FundingInput) error {
		f.Funder, f.Amount, f.Span = in.Funder, in.Amount, in.Span
		return nil
	},
	check:  casework.FundProgramme,
	find:   (*store.Tx).FundingByUID,
	add:    (*store.Tx).AddFunding,
	revise: (*store.Tx).ReviseFunding,
	detail: func(f casework.ProgrammeFunding) string { return f.Amount.String() + " " + spanDetail(f.Span) },
}

// FundingPage is what the county's programmes are paid by.
type FundingPage struct {
	Programmes []casework.Programme
	Funding    []casework.ProgrammeFunding // in the order in which it was noted, withdrawn ones too
	Today      casework.Day
}

// Funding lists what the county's programmes are paid by. Problems: Forbidden.
func (a *App) Funding(ctx context.Context, actor access.Actor) (FundingPage, error) {
	return show(ctx, a, actor, func(t *turn) (FundingPage, error) {
		p := FundingPage{Today: t.day}
		if err := t.may(access.KeepFunding, t.ownCounty(), "programme_funding", ""); err != nil {
			return p, err
		}
		var err error
		if p.Programmes, err = t.tx.Programmes(); err != nil {
			return p, err
		}
		p.Funding, err = t.tx.EveryFunding()
		t.shows(audit.Listed, "programme_funding", "", counted(int64(len(p.Funding)), "records"))
		return p, err
	})
}

// FundProgramme notes who pays for a programme. Problems: Forbidden; NotFound
// for a programme that is not there; Conflict as for every note; Invalid with
// the fields of casework.FundProgramme.
func (a *App) FundProgramme(ctx context.Context, actor access.Actor, in FundingInput) (casework.ProgrammeFunding, error) {
	return fundingRecord.note(ctx, a, actor, in)
}

// CorrectFunding puts other facts in the place of a funding's. Problems: as
// FundProgramme; Invalid without a reason; Conflict when somebody has changed it
// since.
func (a *App) CorrectFunding(ctx context.Context, actor access.Actor, which Correction, in FundingInput) (casework.ProgrammeFunding, error) {
	return fundingRecord.correct(ctx, a, actor, which, in)
}

// WithdrawFunding strikes a funding through; no cost is reckoned from it any
// more. Problems: NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawFunding(ctx context.Context, actor access.Actor, which Correction) (casework.ProgrammeFunding, error) {
	return fundingRecord.withdraw(ctx, a, actor, which)
}

// ProgrammeFunding gives one programme's funding with its earlier texts.
func (a *App) ProgrammeFunding(ctx context.Context, actor access.Actor, uid casework.UID) (RecordPage[casework.ProgrammeFunding], error) {
	return show(ctx, a, actor, func(t *turn) (RecordPage[casework.ProgrammeFunding], error) {
		p, err := fundingRecord.page(t, uid)
		if err != nil {
			return p, err
		}
		p.Form.Today = t.day
		all, err := t.tx.Programmes()
		p.Form.Programmes = kept(all, func(x casework.Programme) bool { return x.ID == p.Record.ProgrammeID })
		return p, err
	})
}

func (in *importer) addFunding() error {
	return in.turn.tx.AddFundings(converted(in.document.ProgrammeFunding, func(f interchange.ProgrammeFunding) casework.ProgrammeFunding {
		return casework.ProgrammeFunding{
			Noted: in.noted(f.ID, f.Withdrawn), ProgrammeID: in.key(interchange.ListProgrammes, f.Programme), Funder: f.Funder,
			Amount: *f.Amount, Span: span(f.From, f.To),
		}
	}))
}

func (x exporter) funding(f casework.ProgrammeFunding) interchange.ProgrammeFunding {
	return interchange.ProgrammeFunding{
		ID: f.Outward(), Programme: x.programmes[f.ProgrammeID], Funder: f.Funder, Amount: &f.Amount, From: f.From, To: f.To, Withdrawn: f.Withdrawn,
	}
}
