package outcomes

import "sijoita/casework"

// consentAhead is how many days before its last day a consent shows, so that
// it can be asked anew while it still holds.
const consentAhead = 14

// dueConsent: a consent that the client has given runs out within two weeks.
// Of several the one that runs out first. It goes when the client has answered
// anew or has taken it back, and when it has ended.
func dueConsent(c DueClient, today casework.Day) (Due, bool) {
	var due Due
	found := false
	for _, kind := range casework.ConsentKinds {
		answer, ok := c.Consents.On(kind, today)
		if !ok || !answer.Given || answer.To.IsZero() || answer.To.DaysSince(today) > consentAhead {
			continue
		}
		if !found || answer.To.Before(due.On) {
			due, found = Due{Kind: DueConsent, Days: answer.To.DaysSince(today), On: answer.To, Consent: kind}, true
		}
	}
	return due, found
}
