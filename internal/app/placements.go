package app

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/problem"
)

// PlacementInput is a placement as a form sends it.
type PlacementInput struct {
	UID         casework.UID // of the placement to be, made with the form: sending it twice adds one
	Client      casework.UID
	Employer    casework.UID
	NewEmployer casework.NewEmployer // used when Employer is not set and a name was typed
	Note        casework.PlacementNote
}

// NotedPlacement is a noted placement with whose it is.
type NotedPlacement struct {
	Placement casework.Placement
	Employer  casework.Employer // zero: none
	Client    casework.Client
}

// StartPlacement notes that a client has got a job, begins a work trial or
// studies. From here the monitoring table counts it. Problems: NotFound for a client out of reach; Conflict when
// coaching has not begun, for a uid that is another's placement, and with
// NotedKey for one that is there with another text; Invalid with the fields of
// casework.StartPlacement.
func (a *App) StartPlacement(ctx context.Context, actor access.Actor, in PlacementInput) (NotedPlacement, error) {
	return addOnce(ctx, a, actor, func(t *turn) (NotedPlacement, error) {
		d, err := t.dossier(in.Client)
		if err != nil {
			return NotedPlacement{}, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return NotedPlacement{}, err
		}
		if in.UID.IsZero() {
			return NotedPlacement{}, errUnnamed
		}
		if done, err := t.tx.PlacementByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			return t.placementAgain(d, done, in)
		}
		placement, employer, err := t.placementOf(d, casework.Placement{}, in)
		if err != nil {
			return NotedPlacement{}, err
		}
		placement.Noted = t.noted(in.UID)
		if placement, err = t.tx.AddPlacement(placement); err != nil {
			return NotedPlacement{}, err
		}
		t.did(audit.Added, "placement", placement.UID.String(), string(placement.Kind), d.ID)
		return NotedPlacement{placement, employer, d.Client}, t.tellOfWork(placement)
	})
}

// tellOfWork tells of a client who has got work; a work trial and studies are
// none.
func (t *turn) tellOfWork(p casework.Placement) error {
	if p.Kind != casework.Employment {
		return nil
	}
	e, err := t.tx.EpisodeByID(p.EpisodeID)
	if err != nil {
		return err
	}
	return t.tell(t.happened(casework.NoticeGotWork, e, p.UID))
}

// placementAgain answers a placement that was sent before: it is there once.
func (t *turn) placementAgain(d dossier, done casework.Placement, in PlacementInput) (NotedPlacement, error) {
	sent, employer, err := t.placementOf(d, casework.Placement{}, in)
	if err != nil {
		return NotedPlacement{}, err
	}
	sent.Noted, sent.EpisodeID = done.Noted, done.EpisodeID
	if !reflect.DeepEqual(done, sent) {
		return NotedPlacement{}, noted()
	}
	t.shows(audit.Showed, "placement", in.UID.String(), "sent again", d.ID)
	return NotedPlacement{done, employer, d.Client}, nil
}

// placementOf makes a placement of what was sent; old is the one that it
// corrects, or the zero placement.
func (t *turn) placementOf(d dossier, old casework.Placement, in PlacementInput) (casework.Placement, casework.Employer, error) {
	var employer casework.Employer
	var err error
	note := in.Note
	if !note.OwnBusiness {
		employer, err = t.employerOf(ContactInput{Employer: in.Employer, NewEmployer: in.NewEmployer})
	}
	if err != nil {
		return casework.Placement{}, employer, err
	}
	note.EmployerID = employer.ID
	known, err := t.codes(casework.OccupationCodes)
	if err != nil {
		return casework.Placement{}, employer, err
	}
	note.Occupation = known.CodeOf(note.Occupation)
	if note.Earlier, err = t.tx.PlacementsOfEpisodes(d.episodeIDs()); err != nil {
		return casework.Placement{}, employer, err
	}
	e, _ := d.present(t.day)
	placement, err := casework.CorrectPlacement(e, old, note, t.day)
	return placement, employer, err
}

// PlacementPage is a placement as it stands, with its earlier texts.
type PlacementPage struct {
	Placement   casework.Placement
	Employer    casework.Employer // zero: none
	Client      casework.Client
	Names       Names
	Revisions   []Revision
	MoveTo      []casework.Client // whose it may be instead: the actor's own clients
	Limits      []casework.Limit  // of a work trial or of studies
	Support     *SupportPage      // the plan and the rhythm; nil: of a withdrawn placement
	Today       casework.Day
	Told        *casework.Telling // what employers were told when it began; nil: nothing was agreed by then
	Occupations casework.CodeList
	Subsidies   SubsidyHelp // of a job
}

// Placement gives one placement with its earlier texts.
func (a *App) Placement(ctx context.Context, actor access.Actor, uid casework.UID) (PlacementPage, error) {
	return show(ctx, a, actor, func(t *turn) (PlacementPage, error) {
		j, d, err := t.placementToNote(uid)
		if err != nil {
			return PlacementPage{}, err
		}
		p := PlacementPage{Placement: j, Client: d.Client, Today: t.day}
		employers, err := t.tx.EmployersByID([]int64{j.EmployerID})
		if err != nil {
			return p, err
		}
		if len(employers) > 0 {
			p.Employer = employers[0]
		}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		if p.Occupations, err = t.codes(casework.OccupationCodes); err != nil {
			return p, err
		}
		if p.Revisions, err = t.tx.Revisions("placement", j.ID); err != nil {
			return p, err
		}
		all, err := t.tx.PlacementsOfEpisodes(d.episodeIDs())
		if err != nil {
			return p, err
		}
		p.Limits = j.Limits(all)
		plans, err := t.tx.PlansOfEpisodes([]int64{j.EpisodeID})
		if err != nil {
			return p, err
		}
		if p.Told, err = t.toldIn(j.EpisodeID, plans, j.StartsOn); err != nil {
			return p, err
		}
		if j.Kind == casework.Employment {
			if p.Subsidies, err = t.subsidyHelp(d); err != nil {
				return p, err
			}
		}
		if !j.Withdrawn {
			support, err := t.supportOf(j, d)
			if err != nil {
				return p, err
			}
			p.Support = &support
		}
		ids := []int64{d.ID}
		own, err := t.reached(access.ScopeOf(actor, access.NoteClient, t.day), ViewOwn)
		for _, c := range own {
			if c.Client.ID != d.ID {
				p.MoveTo = append(p.MoveTo, c.Client)
				ids = append(ids, c.Client.ID)
			}
		}
		t.shows(audit.Showed, "placement", uid.String(), d.seenOf(), ids...)
		return p, err
	})
}

// placementToNote loads a placement that the actor may read and change.
func (t *turn) placementToNote(uid casework.UID) (casework.Placement, dossier, error) {
	j, err := t.tx.PlacementByUID(uid)
	if err != nil {
		return j, dossier{}, err
	}
	d, err := t.dossierOfEpisode(j.EpisodeID)
	if err != nil {
		return j, d, err
	}
	return j, d, t.mayWith(access.NoteClient, d)
}

// CorrectPlacement puts another text in the place of a placement's; what kind
// it is stays, and how it ended. The old text stays readable. Problems: as
// StartPlacement; Invalid without a reason; Conflict when somebody has changed
// it since.
func (a *App) CorrectPlacement(ctx context.Context, actor access.Actor, which Correction, in PlacementInput) (NotedPlacement, error) {
	return addOnce(ctx, a, actor, func(t *turn) (NotedPlacement, error) {
		old, d, err := t.placementToNote(which.UID)
		if err != nil {
			return NotedPlacement{}, err
		}
		if err := which.check(); err != nil {
			return NotedPlacement{}, err
		}
		in.Note.Kind = old.Kind
		changed, employer, err := t.placementOf(d, old, in)
		if err != nil {
			return NotedPlacement{}, err
		}
		changed.Noted, changed.EpisodeID = old.Noted, old.EpisodeID
		if reflect.DeepEqual(old, changed) {
			t.shows(audit.Showed, "placement", old.UID.String(), "unchanged", d.ID)
			return NotedPlacement{old, employer, d.Client}, nil
		}
		if changed, err = t.revisePlacement(which, old, changed); err != nil {
			return NotedPlacement{}, err
		}
		t.did(audit.Corrected, "placement", old.UID.String(), changedFields(old, changed), d.ID)
		return NotedPlacement{changed, employer, d.Client}, nil
	})
}

// PlacementStep is one step in the life of a placement: which one, and the
// revision that was on the screen.
type PlacementStep struct {
	UID      casework.UID
	Revision int
}

// ChangePlacement notes that hours or pay change. Problems: NotFound; Invalid
// and Conflict as casework.ChangePlacement; Conflict when somebody has changed
// the placement since.
func (a *App) ChangePlacement(ctx context.Context, actor access.Actor, which PlacementStep, to casework.PlacementChange) (NotedPlacement, error) {
	return a.stepPlacement(ctx, actor, which, "change", func(p casework.Placement, _ casework.Day) (casework.Placement, error) {
		return casework.ChangePlacement(p, to)
	})
}

// AddSubsidy notes a subsidy of a job, beside or after those it has. Problems:
// NotFound; Invalid and Conflict as casework.AddSubsidy; Conflict when somebody
// has changed the placement since.
func (a *App) AddSubsidy(ctx context.Context, actor access.Actor, which PlacementStep, s casework.Subsidy) (NotedPlacement, error) {
	return a.stepPlacement(ctx, actor, which, "subsidy", func(p casework.Placement, today casework.Day) (casework.Placement, error) {
		return casework.AddSubsidy(p, s, today)
	})
}

// NoteDecisions notes what was decided on a job's subsidies. Problems: NotFound;
// Invalid and Conflict as casework.NoteDecisions; Conflict when somebody has
// changed the placement since.
func (a *App) NoteDecisions(ctx context.Context, actor access.Actor, which PlacementStep, all []casework.SubsidyDecision) (NotedPlacement, error) {
	return a.stepPlacement(ctx, actor, which, "decision", func(p casework.Placement, today casework.Day) (casework.Placement, error) {
		return casework.NoteDecisions(p, all, today)
	})
}

// FollowPlacement notes what has come to be known of a job or a work trial.
// Problems: NotFound; Invalid and Conflict as casework.FollowPlacement; Conflict
// when somebody has changed the placement since.
func (a *App) FollowPlacement(ctx context.Context, actor access.Actor, which PlacementStep, in casework.PlacementFollow) (NotedPlacement, error) {
	return a.stepPlacement(ctx, actor, which, "follow", func(p casework.Placement, today casework.Day) (casework.Placement, error) {
		return casework.FollowPlacement(p, in, today)
	})
}

// EndPlacement notes how a placement ends. Problems: NotFound; Invalid and
// Conflict as casework.EndPlacement; Conflict when somebody has changed the
// placement since.
func (a *App) EndPlacement(ctx context.Context, actor access.Actor, which PlacementStep, end casework.PlacementEnd) (NotedPlacement, error) {
	return a.stepPlacement(ctx, actor, which, "end", func(p casework.Placement, today casework.Day) (casework.Placement, error) {
		return casework.EndPlacement(p, end, today)
	})
}

// stepPlacement takes a placement one step further. A step that was taken
// already, as by a form sent twice, changes nothing more.
func (a *App) stepPlacement(ctx context.Context, actor access.Actor, which PlacementStep, step string,
	take func(casework.Placement, casework.Day) (casework.Placement, error)) (NotedPlacement, error) {
	return change(ctx, a, actor, func(t *turn) (NotedPlacement, error) {
		old, d, err := t.placementToNote(which.UID)
		if err != nil {
			return NotedPlacement{}, err
		}
		if taken, err := t.stepTaken(old, which, step, take); taken || err != nil {
			t.shows(audit.Showed, "placement", old.UID.String(), "unchanged", d.ID)
			return NotedPlacement{Placement: old, Client: d.Client}, err
		}
		changed, err := take(old, t.day)
		if err != nil {
			return NotedPlacement{}, err
		}
		if old.Revision != which.Revision {
			return NotedPlacement{}, store.ErrStale
		}
		if changed, err = t.tx.RevisePlacement(old, changed, t.actor.ID, stepMark+step); err != nil {
			return NotedPlacement{}, err
		}
		t.did(audit.Changed, "placement", old.UID.String(), step, d.ID)
		return NotedPlacement{Placement: changed, Client: d.Client}, nil
	})
}

// stepTaken tells whether the placement is what the step would make of the
// text that was on the screen: the form was sent before.
func (t *turn) stepTaken(present casework.Placement, which PlacementStep, step string,
	take func(casework.Placement, casework.Day) (casework.Placement, error)) (bool, error) {
	if present.Revision != which.Revision+1 {
		return false, nil
	}
	revisions, err := t.tx.Revisions("placement", present.ID)
	if err != nil || len(revisions) == 0 || revisions[0].Reason != stepMark+step || revisions[0].Actor != t.actor.ID {
		return false, err
	}
	var before casework.Placement
	if err := json.Unmarshal(revisions[0].Body, &before); err != nil {
		return false, err
	}
	after, err := take(before, t.day)
	if err != nil {
		return false, nil //nolint:nilerr // what cannot be made of it was not sent before
	}
	after.Noted = present.Noted
	return reflect.DeepEqual(after, present), nil
}

func (t *turn) revisePlacement(which Correction, old, changed casework.Placement) (casework.Placement, error) {
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	return t.tx.RevisePlacement(old, changed, t.actor.ID, which.Reason)
}

// WithdrawPlacement takes a placement out of every figure; it stays to be
// read, struck through. Problems: NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawPlacement(ctx context.Context, actor access.Actor, which Correction) (NotedPlacement, error) {
	return change(ctx, a, actor, func(t *turn) (NotedPlacement, error) {
		old, d, err := t.placementToNote(which.UID)
		if err != nil {
			return NotedPlacement{}, err
		}
		if err := which.check(); err != nil {
			return NotedPlacement{}, err
		}
		if old.Withdrawn {
			t.shows(audit.Showed, "placement", old.UID.String(), "unchanged", d.ID)
			return NotedPlacement{Placement: old, Client: d.Client}, nil
		}
		changed := old
		changed.Withdrawn = true
		if changed, err = t.revisePlacement(which, old, changed); err != nil {
			return NotedPlacement{}, err
		}
		t.did(audit.Withdrew, "placement", old.UID.String(), "", d.ID)
		return NotedPlacement{Placement: changed, Client: d.Client}, t.tx.DropNotices(old.UID)
	})
}

// MovePlacement moves a placement to the client whose it is; a trace stays on
// both. Problems: NotFound, Invalid without a reason or a client, Conflict
// (stale; coaching of the other has not begun).
func (a *App) MovePlacement(ctx context.Context, actor access.Actor, which Correction, to casework.UID) (NotedPlacement, error) {
	return change(ctx, a, actor, func(t *turn) (NotedPlacement, error) {
		old, from, err := t.placementToNote(which.UID)
		if err != nil {
			return NotedPlacement{}, err
		}
		if err := which.check(); err != nil {
			return NotedPlacement{}, err
		}
		if to.IsZero() {
			return NotedPlacement{}, invalid("client", "problem.choose")
		}
		d, err := t.dossier(to)
		if err != nil {
			return NotedPlacement{}, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return NotedPlacement{}, err
		}
		e, ok := d.present(t.day)
		if !ok || e.StartedOn.IsZero() {
			return NotedPlacement{}, problem.New(problem.Conflict, "placement.episode_not_started")
		}
		changed := old
		changed.EpisodeID = e.ID
		if changed.EpisodeID == old.EpisodeID {
			t.shows(audit.Showed, "placement", old.UID.String(), "unchanged", d.ID)
			return NotedPlacement{Placement: old, Client: d.Client}, nil
		}
		if changed, err = t.revisePlacement(which, old, changed); err != nil {
			return NotedPlacement{}, err
		}
		if err := t.tx.DropNotices(old.UID); err != nil {
			return NotedPlacement{}, err
		}
		t.did(audit.Moved, "placement", old.UID.String(), "episode", from.ID, d.ID)
		return NotedPlacement{Placement: changed, Client: d.Client}, t.tellOfWork(changed)
	})
}

// PlacementForm is what the form to note a job offers.
type PlacementForm struct {
	Client      casework.Client
	Episode     casework.Episode
	Today       casework.Day
	Last        []casework.Employer // those of the client, then the latest met
	Employer    *casework.Employer  // one already chosen
	Occupations casework.CodeList
	Subsidies   SubsidyHelp
}

// PlacementForm gives the form for a client's new job; employer is one already
// chosen, or not set.
func (a *App) PlacementForm(ctx context.Context, actor access.Actor, client, employer casework.UID) (PlacementForm, error) {
	return show(ctx, a, actor, func(t *turn) (PlacementForm, error) {
		d, err := t.dossier(client)
		if err != nil {
			return PlacementForm{}, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return PlacementForm{}, err
		}
		f := PlacementForm{Client: d.Client, Today: t.day}
		f.Episode, _ = d.present(t.day)
		if f.Occupations, err = t.codes(casework.OccupationCodes); err != nil {
			return f, err
		}
		if f.Subsidies, err = t.subsidyHelp(d); err != nil {
			return f, err
		}
		if f.Last, err = t.tx.LastEmployers(actor.StaffID, t.day.AddDays(-recentDays), offeredEmployers); err != nil {
			return f, err
		}
		own, err := t.clientsEmployers(f.Episode)
		if err != nil {
			return f, err
		}
		f.Last = slices.DeleteFunc(f.Last, func(e casework.Employer) bool {
			return slices.ContainsFunc(own, func(o casework.Employer) bool { return o.ID == e.ID })
		})
		f.Last = append(own, f.Last...)
		if !employer.IsZero() {
			e, err := t.tx.EmployerByUID(employer)
			if err != nil {
				return f, err
			}
			f.Employer = &e
		}
		t.shows(audit.Showed, "client", client.String(), "header", d.ID)
		return f, nil
	})
}

// clientsEmployers are the employers with whom something is under way for the
// client: where they work or were last, then those of their open leads.
func (t *turn) clientsEmployers(e casework.Episode) ([]casework.Employer, error) {
	placements, err := t.tx.PlacementsOfEpisodes([]int64{e.ID})
	if err != nil {
		return nil, err
	}
	leads, err := t.tx.LeadsOfEpisodes([]int64{e.ID})
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, p := range slices.Backward(placements) {
		if !p.Withdrawn {
			ids = append(ids, p.EmployerID)
		}
	}
	for _, l := range leads {
		if !l.Withdrawn && l.EndedOn.IsZero() {
			ids = append(ids, l.EmployerID)
		}
	}
	found, err := t.tx.EmployersByID(ids)
	if err != nil {
		return nil, err
	}
	var own []casework.Employer
	for _, id := range ids {
		i := slices.IndexFunc(found, func(e casework.Employer) bool { return e.ID == id && !e.Withdrawn })
		if i >= 0 && !slices.ContainsFunc(own, func(e casework.Employer) bool { return e.ID == id }) {
			own = append(own, found[i])
		}
	}
	return own, nil
}
