package outcomes

import "sijoita/casework"

// DueMeeting is a planned meeting whose day has passed and that nobody has
// noted, moved or called off.
const DueMeeting DueKind = "meeting"

// DueMeetings lists the planned meetings that wait to be noted. clients tells
// whose the episodes are.
func DueMeetings(planned []casework.PlannedMeeting, clients map[int64]int64, today casework.Day) []Due {
	var list []Due
	for _, p := range planned {
		if p.Waits() && p.On.Before(today) {
			list = append(list, Due{Kind: DueMeeting, Late: true, ClientID: clients[p.EpisodeID], Days: p.On.DaysSince(today), On: p.On, Planned: &p})
		}
	}
	return list
}
