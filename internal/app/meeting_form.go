package app

import (
	"context"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/problem"
)

// Appointment is a planned meeting with whom it is.
type Appointment struct {
	Planned casework.PlannedMeeting
	Client  casework.Client
}

// MeetingForm is what the form to note or plan a meeting offers. Without a
// client it offers whom it may be with.
type MeetingForm struct {
	Today    casework.Day
	Client   *casework.Client         // nil: not chosen yet
	Planned  *casework.PlannedMeeting // that was held; nil: none
	Usual    casework.MeetingNote     // what the meeting is likely to be
	Open     []casework.Task          // of the client, still to be done
	Partners []casework.Staff         // colleagues of the actor's teams

	Waiting []Appointment     // to choose from: the actor's planned meetings of today and before
	Clients []casework.Client // the same: the actor's own
}

// MeetingForm gives the form to note a meeting: with the client, or the planned
// meeting, that is already chosen, or with neither. Problems: NotFound;
// Forbidden; Invalid for a client who has not been referred yet.
func (a *App) MeetingForm(ctx context.Context, actor access.Actor, client, planned casework.UID) (MeetingForm, error) {
	return show(ctx, a, actor, func(t *turn) (MeetingForm, error) {
		f := MeetingForm{Today: t.day}
		switch {
		case !planned.IsZero():
			p, d, err := t.plannedToNote(planned)
			if err != nil {
				return f, err
			}
			f.Planned = &p
			return t.fillMeetingForm(f, d)
		case !client.IsZero():
			d, _, err := t.clientToNote(client)
			if err != nil {
				return f, err
			}
			return t.fillMeetingForm(f, d)
		}
		return t.whoToMeet(f)
	})
}

// whoToMeet fills in whom the actor is likely to have met.
func (t *turn) whoToMeet(f MeetingForm) (MeetingForm, error) {
	if err := t.mayNoteSomebody(); err != nil {
		return f, err
	}
	var ids []int64
	waiting, err := t.appointments(t.day)
	if err != nil {
		return f, err
	}
	f.Waiting = waiting
	for _, w := range waiting {
		ids = append(ids, w.Client.ID)
	}
	own, err := t.reached(access.ScopeOf(t.actor, access.NoteClient, t.day), ViewOwn)
	for _, c := range own {
		f.Clients = append(f.Clients, c.Client)
		ids = append(ids, c.Client.ID)
	}
	t.shows(audit.Listed, "client", "", "to choose from", ids...)
	return f, err
}

// mayNoteSomebody asks for noting of a client before it is told which.
func (t *turn) mayNoteSomebody() error {
	within := access.Resource{County: t.tx.County, Teams: access.ScopeOf(t.actor, access.NoteClient, t.day).Teams, Coaches: []int64{t.actor.StaffID}}
	return t.may(access.NoteClient, within, "client", "")
}

func (t *turn) fillMeetingForm(f MeetingForm, d dossier) (MeetingForm, error) {
	e, _ := d.present(t.day)
	f.Client = &d.Client
	held, err := t.tx.MeetingsOfEpisodes([]int64{e.ID})
	if err != nil {
		return f, err
	}
	turns, err := t.turnsOf(e)
	if err != nil {
		return f, err
	}
	f.Usual = casework.UsualMeeting(e, held, turns, t.day)
	if f.Open, err = t.tx.OpenTasksOfEpisodes(d.episodeIDs()); err != nil {
		return f, err
	}
	f.Partners, err = t.partners()
	t.shows(audit.Showed, "client", d.UID.String(), "header, tasks", d.ID)
	return f, err
}

// turnsOf lists what turned the work in an episode: after a first meeting that
// was noted comes the profile, after a plan the search, and after the start of
// work or a trial what it is like there.
func (t *turn) turnsOf(e casework.Episode) ([]casework.Turn, error) {
	ids := []int64{e.ID}
	met, err := t.tx.SuitabilityOfEpisodes(ids)
	if err != nil {
		return nil, err
	}
	plans, err := t.tx.PlansOfEpisodes(ids)
	if err != nil {
		return nil, err
	}
	placements, err := t.tx.PlacementsOfEpisodes(ids)
	if err != nil {
		return nil, err
	}
	var turns []casework.Turn
	for _, m := range met {
		if !m.Withdrawn {
			turns = append(turns, casework.Turn{On: m.On, Kind: casework.MeetingProfile})
		}
	}
	if holds, ok := casework.PlanOn(plans, t.day); ok {
		turns = append(turns, casework.Turn{On: holds.On, Kind: casework.MeetingJobSearch})
	}
	for _, p := range placements {
		if !p.Withdrawn && p.RunsOn(t.day) {
			turns = append(turns, casework.Turn{On: p.StartsOn, Kind: casework.MeetingFollowAlong})
		}
	}
	return turns, nil
}

// clientToNote loads a client whom the actor may note for, with the episode
// that notes of today belong to. Not being told which client is Invalid.
func (t *turn) clientToNote(uid casework.UID) (dossier, casework.Episode, error) {
	if uid.IsZero() {
		if err := t.mayNoteSomebody(); err != nil {
			return dossier{}, casework.Episode{}, err
		}
		return dossier{}, casework.Episode{}, invalid("client", "meeting.client_missing")
	}
	d, err := t.dossier(uid)
	if err != nil {
		return d, casework.Episode{}, err
	}
	if err := t.mayWith(access.NoteClient, d); err != nil {
		return d, casework.Episode{}, err
	}
	e, ok := d.present(t.day)
	if !ok {
		return d, e, invalid("client", "meeting.no_episode")
	}
	return d, e, nil
}

func (d dossier) episodeIDs() []int64 {
	ids := make([]int64, len(d.Episodes))
	for i, e := range d.Episodes {
		ids[i] = e.ID
	}
	return ids
}

// appointments lists the actor's planned meetings until a day that are still to
// be held or noted, but for those of clients out of the actor's reach.
func (t *turn) appointments(until casework.Day) ([]Appointment, error) {
	planned, err := t.tx.PlannedOfStaff(t.actor.StaffID, until)
	if err != nil {
		return nil, err
	}
	var episodes []int64
	for _, p := range planned {
		episodes = append(episodes, p.EpisodeID)
	}
	owners, err := t.readable(episodes)
	return appointmentsOf(planned, owners), err
}

// appointmentsOf gives the planned meetings of the clients within reach.
func appointmentsOf(planned []casework.PlannedMeeting, owners map[int64]dossier) []Appointment {
	var list []Appointment
	for _, p := range planned {
		if d, reached := owners[p.EpisodeID]; reached {
			list = append(list, Appointment{shown(d.Client, p), d.Client.Unguarded()})
		}
	}
	return list
}

// shown is a planned meeting as Today, lists and prints may show it: without
// its place for a client under an order of non-disclosure. Its own page, which
// only those who note for the client reach, shows it whole, as the client's does
// after the step that reveals it.
func shown(c casework.Client, p casework.PlannedMeeting) casework.PlannedMeeting {
	if c.NonDisclosure {
		p.Place, p.Where = "", ""
	}
	return p
}

// gather adds the fields of a refusal to those of a form, under the names that
// they have there; any other error comes back.
func gather(f *problem.Fields, err error, name func(string) string) error {
	p := problem.As(err)
	if p == nil || p.Kind != problem.Invalid || len(p.Fields) == 0 {
		return err
	}
	for _, field := range p.Fields {
		f.Add(name(field.Name), field.Key, field.Args)
	}
	return nil
}
