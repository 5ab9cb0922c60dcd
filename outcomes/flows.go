package outcomes

import (
	"slices"

	"sijoita/casework"
)

// countEpisode counts what happened to an episode in the period: its referral,
// its start and its end.
func (t *counting) countEpisode(e casework.Episode) {
	row := Row{ClientID: e.ClientID, EpisodeID: e.ID}
	started := !e.StartedOn.IsZero()
	t.addIf(t.inPeriod(e.ReferredOn), row, FlowReferred)
	t.addIf(started && t.inPeriod(e.StartedOn), row, FlowStarted)
	t.addIf(started && t.inPeriod(e.EndedOn), row, FlowEnded)
}

// countFlow counts a placement that began in the period: a job start, a work
// trial or studies, whatever the client's state.
func (t *counting) countFlow(p *person, x casework.Placement) {
	if !t.inPeriod(x.StartsOn) {
		return
	}
	row := Row{ClientID: p.id, EpisodeID: x.EpisodeID, PlacementID: x.ID}
	switch x.Kind {
	case casework.WorkTrial:
		t.add(row, WorkTrials)
	case casework.Study:
		t.add(row, Studies)
	case casework.Employment:
		t.countJob(x, row)
	}
}

// countJob counts a job that began in the period when it is a job start. It is
// also the coach's whom its episode names on the day of the table, as all that
// is told of coaches: after a hand-over the jobs go with the episode.
func (t *counting) countJob(x casework.Placement, row Row) {
	e := t.episodes[x.EpisodeID]
	switch {
	case !x.OpenJob():
		t.leave(row, NotOpenMarket, JobStarts)
	case e.StartedOn.IsZero():
		t.leave(row, NeverStarted, JobStarts)
	case !x.IsJobStart(e):
		t.leave(row, BeforeStart, JobStarts)
	default:
		t.add(row, JobStarts)
		t.addIf(len(x.Subsidies()) > 0, row, JobStartsSubsidised)
		if c := t.coaches[e.CoachOn(t.on)]; c != nil {
			t.add(row, c.starts)
		}
	}
}

// leaveWithdrawn tells of a withdrawn placement, or one of a withdrawn
// episode, beside the number that it would have been in.
func (t *counting) leaveWithdrawn(e casework.Episode, x casework.Placement) {
	figures := map[casework.PlacementKind]string{casework.Employment: JobStarts, casework.WorkTrial: WorkTrials, casework.Study: Studies}
	if figure, counted := figures[x.Kind]; counted && t.inPeriod(x.StartsOn) {
		t.leave(Row{ClientID: e.ClientID, EpisodeID: e.ID, PlacementID: x.ID}, Withdrawn, figure)
	}
}

// countContacts counts a contact once for the programme and, face to face,
// once for each coach who was there.
func (t *counting) countContacts() {
	members := t.members()
	for _, c := range t.Contacts {
		if !t.inPeriod(c.On) || !t.ours(c, members) {
			continue
		}
		row := Row{ContactID: c.ID, EpisodeID: c.EpisodeID, ClientID: t.episodes[c.EpisodeID].ClientID}
		switch {
		case c.Withdrawn:
			t.leave(row, Withdrawn, ContactsTotal, ContactsFaceToFace)
		case !c.Counts():
			t.add(row, ContactsTotal)
			t.leave(row, OtherChannel, ContactsFaceToFace)
		default:
			t.add(row, ContactsTotal, ContactsFaceToFace)
			t.creditCoaches(c, row)
		}
	}
}

func (t *counting) creditCoaches(c casework.EmployerContact, row Row) {
	for i, id := range c.Staff {
		if coach := t.coaches[id]; coach != nil && !slices.Contains(c.Staff[:i], id) {
			t.add(row, coach.met)
		}
	}
}

// ours tells whether a contact belongs to the programme: by its episode, or
// without one by any of its staff. A contact made for an episode that was
// withdrawn was still made.
func (t *counting) ours(c casework.EmployerContact, members map[int64]bool) bool {
	if c.EpisodeID != 0 {
		_, ours := t.episodes[c.EpisodeID]
		return ours
	}
	return slices.ContainsFunc(c.Staff, func(id int64) bool { return members[id] })
}

// members has everyone who has had a role, whichever and whenever, in a team
// of the programme.
func (t *counting) members() map[int64]bool {
	members := make(map[int64]bool)
	for _, s := range t.Staff {
		if slices.ContainsFunc(s.Grants, func(g casework.Grant) bool { return t.teams[g.TeamID] }) {
			members[s.ID] = true
		}
	}
	return members
}
