package app

import (
	"sijoita/casework"
	"sijoita/outcomes"
)

// NextStep is what the coaching of a client asks for next.
type NextStep struct {
	Step      outcomes.NextStep   // empty: nothing
	Placement *casework.Placement // that it is about; nil: none
}

// nextStep finds the next step from what the page shows.
func (p ClientPage) nextStep() NextStep {
	c := outcomes.Course{
		Episode: p.Episode, Consents: p.Consents, Supported: map[int64]bool{}, Profiled: p.Profile != nil && len(p.Profile.Answers.Missing()) == 0,
		Told: p.Told != nil && p.Told.Told != casework.DiscloseUndecided, Planned: p.Plan != nil, Met: len(p.Leads) > 0, Ahead: len(p.Planned) > 0,
	}
	for _, e := range p.Timeline {
		switch {
		case e.Placement != nil:
			c.Placements = append(c.Placements, *e.Placement)
		case e.Contact != nil:
			c.Met = c.Met || e.Contact.EpisodeID == p.Episode.ID && !e.Contact.Withdrawn && e.Contact.Channel == casework.FaceToFace
		case e.Talk != nil:
			c.Told = c.Told || e.Talk.EpisodeID == p.Episode.ID && !e.Talk.Withdrawn
		case e.Support != nil:
			c.Supported[e.Support.PlacementID] = c.Supported[e.Support.PlacementID] || !e.Support.Withdrawn
		}
	}
	step, placement := outcomes.Next(c, p.Today)
	return NextStep{step, placement}
}
