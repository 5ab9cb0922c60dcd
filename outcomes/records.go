package outcomes

import "sijoita/casework"

// Records is what the figures of one programme are made of. Records of other
// programmes may be among them: they count nowhere. The figures are the same
// whatever the order of the lists.
type Records struct {
	Programme      casework.Programme
	Teams          []casework.Team
	Staff          []casework.Staff // with every grant they have had
	CareTeams      []casework.CareTeam
	Municipalities map[int64]string // by client: three digits; none or empty: not known
	Episodes       []casework.Episode
	Placements     []casework.Placement
	Contacts       []casework.EmployerContact
	Worktime       []casework.Worktime
	Reviews        []casework.Review
}

// Row is one record behind a number. A person has the client and the newest
// episode, a flow the placement with its episode and client, a contact the
// contact and, when it was made for a client, the client and episode.
type Row struct {
	ClientID    int64
	EpisodeID   int64
	PlacementID int64
	ContactID   int64
}
