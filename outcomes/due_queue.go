package outcomes

import "sijoita/casework"

// DueQueue: somebody who waits has not heard from the team for a month, or soon
// will not have.
const DueQueue DueKind = "queue"

// Limits of the rule, in days.
const (
	queueAfter = 30 // without a word to somebody who waits
	queueSoon  = 25
)

// DueWaiting lists the people in the queue with whom to get in touch. last has
// the day on which each was last met or called, by client.
func DueWaiting(waiting []casework.Episode, last map[int64]casework.Day, today casework.Day) []Due {
	var list []Due
	for _, e := range waiting {
		since := e.ReferredOn
		if met := last[e.ClientID]; met.After(since) {
			since = met
		}
		if days := today.DaysSince(since); e.StateOn(today) == casework.Queue && days >= queueSoon {
			list = append(list, Due{Kind: DueQueue, ClientID: e.ClientID, Late: days > queueAfter, Days: days, On: since.AddDays(queueAfter)})
		}
	}
	SortDue(list)
	return list
}
