package casework

import (
	"strings"

	"sijoita/problem"
)

// Setback (huoli voinnista) is told to the client's care team at once when the
// client fares worse. The care team reads it as long as the client's leave
// holds.
type Setback struct {
	Noted
	EpisodeID int64
	On        Day
	Text      string // what was seen, and what was agreed with the client
}

// SetbackNote is what is noted of it. Only the text is asked for.
type SetbackNote struct {
	On   Day // zero: today
	Text string
}

const maxSetback = 1000

// TellSetback makes a setback of a note. It refuses with problem.Conflict when
// the client has no care team on the day or has not given leave to tell it, and
// with problem.Invalid a day ahead or before the referral, no text, and a text
// over 1,000 characters.
func TellSetback(e Episode, consents Consents, in SetbackNote, today Day) (Setback, error) {
	switch {
	case e.CareTeamOn(today) == 0:
		return Setback{}, problem.New(problem.Conflict, "setback.no_care_team")
	case !consents.Allows(ConsentCareTeam, today):
		return Setback{}, problem.New(problem.Conflict, "setback.no_leave")
	}
	return in.setback(e, today)
}

// CorrectSetback gives a setback another text. It refuses what TellSetback
// refuses as invalid.
func CorrectSetback(c Setback, e Episode, in SetbackNote, today Day) (Setback, error) {
	changed, err := in.setback(e, today)
	if err != nil {
		return c, err
	}
	changed.Noted = c.Noted
	return changed, nil
}

func (in SetbackNote) setback(e Episode, today Day) (Setback, error) {
	c := Setback{EpisodeID: e.ID, On: in.On, Text: strings.TrimSpace(in.Text)}
	if c.On.IsZero() {
		c.On = today
	}
	var f problem.Fields
	checkSinceReferral(&f, c.On, e, today)
	if c.Text == "" {
		f.Add("text", "setback.text_missing")
	}
	checkText(&f, "text", c.Text, maxSetback)
	if err := f.Problem(); err != nil {
		return Setback{}, err
	}
	return c, nil
}

// checkSinceReferral refuses a day that is missing, ahead, or before the
// referral that began the episode.
func checkSinceReferral(f *problem.Fields, on Day, e Episode, today Day) {
	checkDay(f, "on", on, today)
	if !on.IsZero() && on.Before(e.ReferredOn) {
		f.Add("on", "suitability.before_referral", problem.Args{"on": e.ReferredOn})
	}
}
