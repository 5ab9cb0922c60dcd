package app

import (
	"context"

	"sijoita/access"
	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/problem"
	"sijoita/rules"
)

// The public calculator: it asks what Money asks, of somebody who says nothing
// of who they are, and keeps nothing. It stands open until the county's
// administrator closes it.

const (
	calculatorSetting = "calculator"
	calculatorClosed  = "closed"
	calculatorOpen    = "open"
)

// Calculator is a county's calculator as it stands on the day.
type Calculator struct {
	County  casework.County
	Open    bool
	Since   casework.Day // that it was opened or closed; zero: it has always been open
	Edition *rules.Edition
	Today   casework.Day
}

// Calculators lists the calculators of the counties that the database holds.
// Nothing of anybody is read, so anybody may ask and no log tells of it.
func (a *App) Calculators(ctx context.Context) ([]Calculator, error) {
	counties, err := a.Counties(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]Calculator, len(counties))
	for i, c := range counties {
		err := a.Store.Read(ctx, c.ID, a.Clock(), func(tx *store.Tx) (err error) {
			all[i], err = calculatorOf(tx, c)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

func calculatorOf(tx *store.Tx, county casework.County) (Calculator, error) {
	edition, err := published()
	c := Calculator{County: county, Edition: edition, Today: casework.DayAt(tx.Now)}
	if err != nil {
		return c, err
	}
	set, err := setting(tx, calculatorSetting, calculatorOpen)
	c.Open, c.Since = set.Value == calculatorOpen, set.From
	return c, err
}

// Calculate computes what somebody asks of an open calculator, by the rules of
// its day. Problems: Invalid with the fields of casework.CheckOffers and of
// benefits.Compute; NotFound for one that is closed.
func (c Calculator) Calculate(facts casework.Facts, municipality string, offers []casework.Offer) ([]benefits.Estimate, error) {
	if !c.Open {
		return nil, problem.New(problem.NotFound, "problem.not_found")
	}
	if len(offers) > 0 {
		if err := casework.CheckOffers(offers, c.Today); err != nil {
			return nil, err
		}
	}
	if municipality == "" {
		return nil, whereMissing()
	}
	return benefits.Compare(c.Edition, facts, municipality, c.Today, offers)
}

// OpenCalculator opens the county's public calculator, or closes it, from today
// on. Problems: Forbidden.
func (a *App) OpenCalculator(ctx context.Context, actor access.Actor, open bool) error {
	value := calculatorClosed
	if open {
		value = calculatorOpen
	}
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		if err := t.may(access.SetUp, t.ownCounty(), calculatorSetting, ""); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, t.set(calculatorSetting, value, calculatorOpen, value)
	})
	return err
}
