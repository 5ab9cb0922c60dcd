package outcomes

import "sijoita/casework"

// UnitInterest is how a care unit has asked its clients about work, up to a day.
// It holds counts only: what a unit's list says leaves the unit in no other form.
type UnitInterest struct {
	On       casework.Day
	Listed   int                       // on the unit's list on the day
	Asked    int                       // of them, asked within the last year
	Due      int                       // of them, to be asked: never asked, or the next day has come
	Told     int                       // of the asked, told of the service
	Proposed int                       // want work now or to meet a coach, and are not referred yet
	Referred int                       // an answer became a referral
	Answers  map[casework.Interest]int // of the asked, their newest answer
	Share    casework.Part             // the asked of those listed
	Employed casework.Part             // those in work of the asked
}

// InterestOn counts a unit's list on the day.
func InterestOn(list []casework.UnitClient, on casework.Day) UnitInterest {
	u := UnitInterest{On: on, Answers: map[casework.Interest]int{}}
	for _, c := range list {
		if !c.Present(on) {
			continue
		}
		u.Listed++
		if c.DueOn(on) {
			u.Due++
		}
		if c.ProposedOn(on) {
			u.Proposed++
		}
		if c.ReferralID != 0 {
			u.Referred++
		}
		if a, _ := c.AnswerOn(on); c.AskedOn(on) {
			u.Asked++
			u.Answers[a.Interest]++
			if a.Told {
				u.Told++
			}
		}
	}
	u.Share = casework.Part{N: u.Asked, Of: u.Listed}
	u.Employed = casework.Part{N: u.Answers[casework.WorksAlready], Of: u.Asked}
	return u
}

// InterestByMonth counts a unit's list at the end of each of the last months,
// the present one as it is today, the oldest first.
func InterestByMonth(list []casework.UnitClient, today casework.Day, months int) []UnitInterest {
	var all []UnitInterest
	first := today.AddDays(1 - today.Time().Day())
	for back := months - 1; back > 0; back-- {
		all = append(all, InterestOn(list, first.AddMonths(1-back).AddDays(-1)))
	}
	return append(all, InterestOn(list, today))
}

// Tellable tells whether the counts may be told outside the unit.
func (u UnitInterest) Tellable() bool { return u.Listed >= casework.FewestListed }
