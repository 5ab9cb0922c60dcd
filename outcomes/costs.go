package outcomes

import (
	"cmp"
	"slices"

	"sijoita/casework"
)

// Cost is money, and how many people it was for: those whose coaching began on
// its days, and those who began a job on them. Money and people count up to the
// day of the report. A share is null when there is nobody to share among.
type Cost struct {
	Amount      casework.Cents  `json:"amount"`
	Fallen      casework.Cents  `json:"fallen"` // what of it falls on the days that have passed, each day the same
	Started     Count           `json:"started"`
	Employed    Count           `json:"employed"`
	PerStarted  *casework.Cents `json:"per_started"`  // fallen / started, to the cent
	PerEmployed *casework.Cents `json:"per_employed"` // fallen / employed, to the cent
}

// FundingCost is what one funding has come to.
type FundingCost struct {
	ID     string       `json:"id"`
	Funder string       `json:"funder"`
	From   casework.Day `json:"from"`
	To     casework.Day `json:"to"`
	Days   int          `json:"days"`
	Passed int          `json:"days_passed"`
	Cost
}

// Costs are those of the whole programme: all its funding together, with the
// people of any of its days, each once; and those of each funding.
type Costs struct {
	Cost
	Funding []FundingCost `json:"funding"` // the oldest first
}

// FewPeople is the number of people below which a share among them swings by
// chance: one more or less moves it by a tenth or more.
const FewPeople = 10

// Few tells whether a share among n people swings by chance.
func Few(n Count) bool { return 0 < n && n < FewPeople }

// OfCosts names a number of all funding: Started or Employed.
func OfCosts(part string) string { return "costs." + part }

// OfFunding names a number of one funding: Started or Employed.
func OfFunding(id, part string) string { return "costs." + id + "." + part }

// Employed are those who began a job on the days that were paid for.
const Employed = "employed"

// funding lists what the programme is paid by, the oldest first.
func (t *counting) funding() []casework.ProgrammeFunding {
	list := slices.DeleteFunc(slices.Clone(t.Funding), func(f casework.ProgrammeFunding) bool {
		return f.Withdrawn || f.ProgrammeID != t.Programme.ID
	})
	slices.SortStableFunc(list, func(a, b casework.ProgrammeFunding) int {
		return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To), casework.CompareIDs(a.Outward(), b.Outward()))
	})
	return list
}

// countCosts gathers the people whom the money was for, each once for each
// funding and once for all of it.
func (t *counting) countCosts() {
	list := t.funding()
	t.open(OfCosts(Started), OfCosts(Employed))
	for _, f := range list {
		t.open(OfFunding(f.Outward(), Started), OfFunding(f.Outward(), Employed))
	}
	for _, p := range t.people {
		var anyStart, anyJob *Row
		for _, f := range list {
			paid := within(f.Span, casework.Span{From: f.From, To: t.on})
			if row := p.startedIn(paid); row != nil {
				t.add(*row, OfFunding(f.Outward(), Started))
				anyStart = row
			}
			if row := t.jobStartIn(p, paid); row != nil {
				t.add(*row, OfFunding(f.Outward(), Employed))
				anyJob = row
			}
		}
		if anyStart != nil {
			t.add(*anyStart, OfCosts(Started))
		}
		if anyJob != nil {
			t.add(*anyJob, OfCosts(Employed))
		}
	}
}

// startedIn is the client with an episode that was started in the span, or nil.
func (p *person) startedIn(span casework.Span) *Row {
	for _, e := range p.episodes {
		if !e.StartedOn.IsZero() && length(span) > 0 && span.Holds(e.StartedOn) {
			return &Row{ClientID: p.id, EpisodeID: e.ID}
		}
	}
	return nil
}

// jobStartIn is the client with a job start in the span, or nil.
func (t *counting) jobStartIn(p *person, span casework.Span) *Row {
	for _, x := range p.placements {
		if length(span) > 0 && span.Holds(x.StartsOn) && x.IsJobStart(t.episodes[x.EpisodeID]) {
			return &Row{ClientID: p.id, EpisodeID: x.EpisodeID, PlacementID: x.ID}
		}
	}
	return nil
}

func (t *counting) costs() Costs {
	c := Costs{Funding: []FundingCost{}}
	for _, f := range t.funding() {
		one := FundingCost{ID: f.Outward(), Funder: f.Funder, From: f.From, To: f.To, Days: f.Days(), Passed: f.PassedBy(t.on)}
		one.Cost = costOf(f.Amount, f.FallenBy(t.on), t.c(OfFunding(one.ID, Started)), t.c(OfFunding(one.ID, Employed)))
		c.Funding = append(c.Funding, one)
		c.Amount += f.Amount
		c.Fallen += one.Fallen
	}
	c.Cost = costOf(c.Amount, c.Fallen, t.c(OfCosts(Started)), t.c(OfCosts(Employed)))
	return c
}

func costOf(amount, fallen casework.Cents, started, employed Count) Cost {
	return Cost{Amount: amount, Fallen: fallen, Started: started, Employed: employed, PerStarted: each(fallen, started), PerEmployed: each(fallen, employed)}
}

// each shares money among people, to the cent; nil when there is nobody.
func each(money casework.Cents, people Count) *casework.Cents {
	if people <= 0 {
		return nil
	}
	n := casework.Cents(people)
	share := (money + n/2) / n
	return &share
}

// publish tells people only where they are all those who started or began a
// job, who are told already: the people of a part of the days, taken from those
// of another, would tell what happened in between.
func (c Costs) publish(whole, told Funnel) Costs {
	if len(c.Funding) == 0 {
		return c
	}
	c.Cost = c.Cost.publish(whole, told)
	c.Funding = slices.Clone(c.Funding)
	for i := range c.Funding {
		c.Funding[i].Cost = c.Funding[i].Cost.publish(whole, told)
	}
	return c
}

func (c Cost) publish(whole, told Funnel) Cost {
	if c.Started != whole.Started || told.Started == Hidden {
		c.Started, c.PerStarted = Hidden, nil
	}
	if c.Employed != whole.EmployedEver || told.EmployedEver == Hidden {
		c.Employed, c.PerEmployed = Hidden, nil
	}
	return c
}
