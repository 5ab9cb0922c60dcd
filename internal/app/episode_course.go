package app

import "sijoita/casework"

// courseOf are the pauses and hand-overs of an episode as events. What is
// agreed for later is told on its day.
func courseOf(e casework.Episode, today casework.Day) []Event {
	var all []Event
	for _, p := range e.Pauses {
		all = append(all, Event{On: p.From, Pause: &p, Of: e.UID})
		if resumed := p.To.AddDays(1); !p.To.IsZero() && !resumed.After(today) && (e.EndedOn.IsZero() || resumed.Before(e.EndedOn)) {
			all = append(all, Event{On: resumed, Pause: &p, Resumed: true, Of: e.UID})
		}
	}
	for _, c := range e.Coaches {
		if c.From.After(e.StartedOn) && !e.StartedOn.IsZero() && !c.From.After(today) {
			all = append(all, Event{On: c.From, Coach: &c, Of: e.UID})
		}
	}
	return all
}
