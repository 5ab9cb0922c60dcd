package outcomes

import (
	"fmt"

	"sijoita/casework"
)

// quarters counts each calendar quarter by itself, from the one that holds the
// programme's first day to the one that holds the day. What was counted of the
// whole period is gone afterwards.
func (t *counting) quarters(met map[casework.Day]int) []Quarter {
	list := []Quarter{}
	first, on := t.from, t.on
	for start := first.QuarterStart(); !first.After(on) && !start.After(on); start = start.AddMonths(3) {
		end := start.AddMonths(3).AddDays(-1)
		q := Quarter{Quarter: QuarterName(start), From: start, To: end, Complete: !end.After(on)}
		if q.From.Before(first) {
			q.From = first
		}
		if !q.Complete {
			q.To = on
		}
		t.empty(q.From, q.To)
		t.countPeople()
		q.Rates, q.Flows = ratesBy(t.rate), t.flows(met[start])
		list = append(list, q)
	}
	return list
}

// metByQuarter counts the contacts face to face by the first day of their
// quarter. Their rows stand in the order of the contacts, so that one pass over
// both will do: there are many of them.
func (t *counting) metByQuarter() map[casework.Day]int {
	met := make(map[casework.Day]int)
	rows := t.rows[ContactsFaceToFace]
	for _, c := range t.Contacts {
		if len(rows) > 0 && rows[0].ContactID == c.ID {
			met[c.On.QuarterStart()]++
			rows = rows[1:]
		}
	}
	return met
}

// QuarterName calls the quarter of the day 2024-Q2.
func QuarterName(d casework.Day) string {
	t := d.Time()
	return fmt.Sprintf("%04d-Q%d", t.Year(), (int(t.Month())-1)/3+1)
}
