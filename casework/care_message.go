package casework

import (
	"strings"

	"sijoita/problem"
)

// Toward is to whom a message between a care team and the coaches goes.
type Toward string

// The directions.
const (
	ToCoaches  Toward = "coaches"
	ToCareTeam Toward = "care_team"
)

// Towards lists them.
var Towards = []Toward{ToCoaches, ToCareTeam}

// CareMessage is a message between a care team and the coaches who take part in
// its work: of one of the common clients, or of the work together. It waits until
// the other side has dealt with it, and stands on the agenda of the care team's
// meeting.
type CareMessage struct {
	Noted
	CareTeamID int64
	EpisodeID  int64 // 0: of nobody
	To         Toward
	On         Day
	Text       string
	DoneOn     Day // zero: waits
	DoneBy     int64
}

// Waits tells whether nobody has dealt with the message yet.
func (m CareMessage) Waits() bool { return !m.Withdrawn && m.DoneOn.IsZero() }

const maxMessage = 1000

// WriteCareMessage makes a message of what is noted; no day is today. consents
// are the client's, of a message that is about one. It refuses with
// problem.Conflict one about a client who has not given leave to tell the care
// team, and with problem.Invalid one without its care team, a direction that is none, a day
// ahead, no text, and one that is too long.
func WriteCareMessage(m CareMessage, consents Consents, today Day) (CareMessage, error) {
	if m.EpisodeID != 0 && !consents.Allows(ConsentCareTeam, today) {
		return m, problem.New(problem.Conflict, "care_message.needs_consent")
	}
	m.On, m.Text = orToday(m.On, today), strings.TrimSpace(m.Text)
	var f problem.Fields
	if m.CareTeamID == 0 {
		f.Add("care_team", "problem.choose")
	}
	oneOf(&f, "to", m.To, Towards)
	checkDay(&f, "on", m.On, today)
	if m.Text == "" {
		f.Add("text", "care_message.text_missing")
	}
	checkText(&f, "text", m.Text, maxMessage)
	return m, f.Problem()
}

// SettleCareMessage notes that somebody of the other side has dealt with the
// message. It refuses with problem.Conflict one that does not wait.
func SettleCareMessage(m CareMessage, by int64, today Day) (CareMessage, error) {
	if !m.Waits() {
		return m, problem.New(problem.Conflict, "care_message.settled")
	}
	m.DoneOn, m.DoneBy = today, by
	return m, nil
}
