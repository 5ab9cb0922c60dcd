package outcomes

import "sijoita/casework"

// DuePause is a pause whose day to be looked at is near or has come.
const DuePause DueKind = "pause"

const checkAhead = 3 // days before the day on which a pause is looked at

// duePause: a pause is to be looked at. It goes when the client goes on, or
// another day is agreed.
func duePause(c DueClient, today casework.Day) (Due, bool) {
	pause, paused := c.Episode.PauseOn(today)
	on := pause.CheckDay()
	days := on.DaysSince(today)
	if !paused || days > checkAhead {
		return Due{}, false
	}
	return Due{Kind: DuePause, Late: days < 0, Days: days, On: on}, true
}
