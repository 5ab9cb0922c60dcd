package outcomes

import "sijoita/casework"

// messageWaits is after how many days a message from the care team is late.
const messageWaits = 3

// dueMessage: the care team has written about the client, and nobody has dealt
// with it. Of several the oldest counts.
func dueMessage(c DueClient, today casework.Day) (Due, bool) {
	var oldest *casework.CareMessage
	for _, m := range c.Messages {
		if m.Waits() && m.To == casework.ToCoaches && (oldest == nil || m.On.Before(oldest.On)) {
			oldest = &m
		}
	}
	if oldest == nil {
		return Due{}, false
	}
	days := today.DaysSince(oldest.On)
	return Due{Kind: DueMessage, Late: days > messageWaits, Days: days, On: oldest.On, Message: oldest}, true
}
