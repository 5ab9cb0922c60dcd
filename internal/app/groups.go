package app

import (
	"cmp"
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/outcomes"
)

// GroupWork is what a meeting of a group has before it and after it.
type GroupWork struct {
	Team           casework.Team
	Meeting        casework.ServiceNote   // a new one has the team and the kind alone
	Last           *casework.ServiceNote  // the group's meeting before it
	Carried        []casework.GroupAction // of earlier meetings: open when it began
	Closed         []casework.GroupAction // of earlier meetings: done or dropped since the last of them
	Agreed         []casework.GroupAction // on it; withdrawn ones are not among them
	AgreedOn       map[int64]casework.Day // when each meeting that is named by an action was held
	Municipalities []string               // the county's own
	Names          Names                  // of who does them
}

// groupWork loads what a meeting goes on from, and what it agreed on.
func (t *turn) groupWork(meeting casework.ServiceNote) (*GroupWork, error) {
	w := GroupWork{Meeting: meeting, AgreedOn: map[int64]casework.Day{}}
	teams, err := t.tx.Teams()
	if err != nil {
		return nil, err
	}
	w.Team = teamIn(teams, meeting.TeamID)
	meetings, err := t.tx.GroupMeetingsOf(meeting.TeamID)
	if err != nil {
		return nil, err
	}
	began, before := meeting.On, meeting.On
	if meeting.ID == 0 { // it is held today, and goes on from one of today too
		began, before = t.day.AddDays(1), t.day.AddDays(1)
	}
	if last, found := casework.LastMeeting(meetings, meeting.Kind, before); found {
		w.Last = &last
	}
	actions, err := t.tx.GroupActionsOf(meeting.TeamID)
	if err != nil {
		return nil, err
	}
	earlier := keysIn(kept(meetings, func(n casework.ServiceNote) bool {
		return n.Kind == meeting.Kind && n.On.Before(before)
	}), func(n casework.ServiceNote) int64 { return n.ID })
	w.Carried = kept(actions, func(a casework.GroupAction) bool { return earlier[a.NoteID] && a.OpenAt(began) })
	w.Closed = kept(actions, func(a casework.GroupAction) bool {
		return earlier[a.NoteID] && !a.Withdrawn && !a.Open() && a.ClosedOn.Before(began) && !a.ClosedOn.Before(w.Last.On)
	})
	w.Agreed = kept(actions, func(a casework.GroupAction) bool { return a.NoteID == meeting.ID && !a.Withdrawn })
	for _, n := range meetings {
		w.AgreedOn[n.ID] = n.On
	}
	if w.Municipalities, err = t.municipalities(); err != nil {
		return nil, err
	}
	w.Names, err = t.doers(actions)
	return &w, err
}

// municipalities lists the county's own.
func (t *turn) municipalities() ([]string, error) {
	county, err := t.tx.CountyRow()
	if err != nil {
		return nil, err
	}
	careTeams, err := t.tx.CareTeams()
	if err != nil {
		return nil, err
	}
	areas, err := t.tx.CoachAreas()
	return casework.OwnMunicipalities(county, careTeams, areas), err
}

// doers names who of ours is to do the actions.
func (t *turn) doers(actions []casework.GroupAction) (Names, error) {
	return t.namesOf(converted(actions, func(a casework.GroupAction) int64 { return a.StaffID }), nil)
}

// foundDone notes an action of the meeting's group as done on the meeting's day.
// One that is done already stays so.
func (t *turn) foundDone(meeting casework.ServiceNote, uid casework.UID) error {
	action, of, err := t.groupAction(uid)
	if err != nil {
		return err
	}
	if of.TeamID != meeting.TeamID || of.Kind != meeting.Kind {
		return store.ErrNotFound
	}
	if !action.Open() {
		return nil
	}
	return t.settleAction(action, casework.CloseAction(action, meeting.On), ChangeDone)
}

func (t *turn) settleAction(old, changed casework.GroupAction, why Change) error {
	_, err := t.tx.ReviseGroupAction(old, changed, t.actor.ID, string(why))
	t.did(audit.Corrected, "group_action", old.UID.String(), changedFields(old, changed))
	return err
}

// groupAction loads an action with its meeting.
func (t *turn) groupAction(uid casework.UID) (casework.GroupAction, casework.ServiceNote, error) {
	action, err := t.tx.GroupActionByUID(uid)
	if err != nil {
		return action, casework.ServiceNote{}, err
	}
	meeting, err := t.tx.ServiceNoteByID(action.NoteID)
	return action, meeting, err
}

// Groups is how a team's groups have met, and what they have to do.
type Groups struct {
	On       casework.Day
	Teams    []casework.Team // those the actor may choose from
	Team     casework.Team
	MayNote  bool
	Rhythms  []outcomes.GroupRhythm
	Meetings []casework.ServiceNote // the newest first, withdrawn ones too
	Open     []casework.GroupAction // see casework.FirstLate
	Closed   []casework.GroupAction // done or dropped, the newest first
	Names    Names
}

// Groups gives the groups of the team with the uid, or of the actor's first.
// Problems: Forbidden for a team out of reach; NotFound for one that is not there.
func (a *App) Groups(ctx context.Context, actor access.Actor, team casework.UID) (Groups, error) {
	return show(ctx, a, actor, func(t *turn) (Groups, error) {
		f, err := t.formTeam(access.ReadTeam, team)
		g := Groups{On: t.day, Teams: f.Teams, Team: f.Team}
		if err != nil {
			return g, err
		}
		g.MayNote = t.sees(access.NoteService, t.teamResource(g.Team.ID))
		if g.Meetings, err = t.tx.GroupMeetingsOf(g.Team.ID); err != nil {
			return g, err
		}
		for _, kind := range casework.GroupKinds {
			g.Rhythms = append(g.Rhythms, outcomes.GroupRhythmOf(g.Meetings, kind, t.day))
		}
		slices.Reverse(g.Meetings)
		actions, err := t.tx.GroupActionsOf(g.Team.ID)
		if err != nil {
			return g, err
		}
		g.Open = casework.FirstLate(kept(actions, casework.GroupAction.Open))
		g.Closed = kept(actions, func(a casework.GroupAction) bool { return !a.Withdrawn && !a.Open() })
		slices.SortStableFunc(g.Closed, func(a, b casework.GroupAction) int { return b.ClosedOn.Compare(a.ClosedOn) })
		g.Names, err = t.doers(actions)
		t.shows(audit.Showed, "team", g.Team.UID.String(), "groups")
		return g, err
	})
}

// GroupAgenda is what the next meeting of a group goes on from.
type GroupAgenda struct {
	On      casework.Day
	Team    casework.Team
	MayNote bool
	Work    GroupWork
}

// GroupAgenda gives the agenda of a team's next meeting of a group. Problems:
// Forbidden; NotFound, for a kind that is no group's too.
func (a *App) GroupAgenda(ctx context.Context, actor access.Actor, team casework.UID, kind casework.ServiceNoteKind) (GroupAgenda, error) {
	return show(ctx, a, actor, func(t *turn) (GroupAgenda, error) {
		f, err := t.formTeam(access.ReadTeam, team)
		g := GroupAgenda{On: t.day, Team: f.Team}
		if err == nil && !kind.IsGroup() {
			err = store.ErrNotFound
		}
		if err != nil {
			return g, err
		}
		work, err := t.groupWork(casework.ServiceNote{TeamID: g.Team.ID, Kind: kind})
		if err != nil {
			return g, err
		}
		g.Work, g.MayNote = *work, t.sees(access.NoteService, t.teamResource(g.Team.ID))
		t.shows(audit.Showed, "team", g.Team.UID.String(), "agenda of "+string(kind))
		return g, nil
	})
}

// GroupActionInput is an action of a group as a form sends it.
type GroupActionInput struct {
	UID          casework.UID // of the action to be, made with the form: sending it twice adds one
	Meeting      casework.UID // not asked when one is corrected
	What         string
	Municipality string
	Staff        casework.UID // who of ours does it; zero: see Who
	Who          string
	DueOn        casework.Day
	Outcome      string // of one that is done or dropped
}

var groupActionRecord = teamRecord[casework.GroupAction, GroupActionInput]{
	kind:  "group_action",
	noted: func(a *casework.GroupAction) *casework.Noted { return &a.Noted },
	uid:   func(in GroupActionInput) casework.UID { return in.UID },
	place: func(t *turn, in GroupActionInput) (casework.GroupAction, error) {
		meeting, err := t.tx.ServiceNoteByUID(in.Meeting)
		if err == nil && (!meeting.Kind.IsGroup() || meeting.Withdrawn) {
			err = store.ErrNotFound
		}
		return casework.GroupAction{NoteID: meeting.ID}, err
	},
	may: func(t *turn, a casework.GroupAction, target string) error {
		meeting, err := t.tx.ServiceNoteByID(a.NoteID)
		if err != nil {
			return err
		}
		return t.may(access.NoteService, t.teamResource(meeting.TeamID), "group_action", target)
	},
	fill: func(t *turn, a *casework.GroupAction, in GroupActionInput) error {
		meeting, err := t.tx.ServiceNoteByID(a.NoteID)
		if err != nil {
			return err
		}
		a.What, a.Municipality, a.Who, a.DueOn, a.StaffID = in.What, in.Municipality, in.Who, in.DueOn, 0
		if a.ClosedOn != (casework.Day{}) {
			a.Outcome = cmp.Or(in.Outcome, a.Outcome)
		}
		if !in.Staff.IsZero() {
			person, err := t.tx.StaffByUID(in.Staff)
			if err != nil {
				return err
			}
			a.StaffID = person.ID
		}
		*a, err = casework.AgreeAction(*a, meeting.On)
		return err
	},
	check:  func(a casework.GroupAction, _ casework.Day) (casework.GroupAction, error) { return a, nil }, // the day that counts is the meeting's
	find:   (*store.Tx).GroupActionByUID,
	add:    (*store.Tx).AddGroupAction,
	revise: (*store.Tx).ReviseGroupAction,
	detail: func(a casework.GroupAction) string { return string(a.State) },
}

// AgreeGroupAction adds an action to a meeting of a group. Problems: Forbidden;
// NotFound for a meeting or person that is not there, and a withdrawn meeting;
// Conflict as for every note; Invalid with the fields of casework.AgreeAction.
func (a *App) AgreeGroupAction(ctx context.Context, actor access.Actor, in GroupActionInput) (casework.GroupAction, error) {
	return groupActionRecord.note(ctx, a, actor, in)
}

// CorrectGroupAction puts other facts in the place of an action's. Problems: as
// AgreeGroupAction; Invalid without a reason; Conflict when somebody has changed
// it since.
func (a *App) CorrectGroupAction(ctx context.Context, actor access.Actor, which Correction, in GroupActionInput) (casework.GroupAction, error) {
	return groupActionRecord.correct(ctx, a, actor, which, in)
}

// WithdrawGroupAction strikes an action through. Problems: NotFound, Invalid
// without a reason, Conflict.
func (a *App) WithdrawGroupAction(ctx context.Context, actor access.Actor, which Correction) (casework.GroupAction, error) {
	return groupActionRecord.withdraw(ctx, a, actor, which)
}

// GroupAction gives one action with its meeting and its earlier texts.
func (a *App) GroupAction(ctx context.Context, actor access.Actor, uid casework.UID) (RecordPage[casework.GroupAction], error) {
	return show(ctx, a, actor, func(t *turn) (RecordPage[casework.GroupAction], error) {
		p, err := groupActionRecord.page(t, uid)
		if err != nil {
			return p, err
		}
		meeting, err := t.tx.ServiceNoteByID(p.Record.NoteID)
		if err != nil {
			return p, err
		}
		p.Form = RecordForm{Today: t.day, Group: &GroupWork{Meeting: meeting}}
		var named []int64
		if p.Record.StaffID != 0 {
			named = []int64{p.Record.StaffID}
		}
		if p.Form.People, err = t.teamPeople(meeting.TeamID, named); err != nil {
			return p, err
		}
		p.Form.Group.Municipalities, err = t.municipalities()
		return p, err
	})
}

// TickGroupAction notes an action as done today, or as open after all. Problems:
// NotFound; Forbidden.
func (a *App) TickGroupAction(ctx context.Context, actor access.Actor, uid casework.UID, done bool) (casework.GroupAction, error) {
	return change(ctx, a, actor, func(t *turn) (casework.GroupAction, error) {
		action, err := groupActionRecord.open(t, uid)
		switch {
		case err != nil:
			return action, err
		case action.Withdrawn, done && action.State == casework.GroupActionDone, !done && action.Open(): // sent again
			t.shows(audit.Showed, "group_action", uid.String(), "unchanged")
			return action, nil
		case done:
			return action, t.settleAction(action, casework.CloseAction(action, t.day), ChangeDone)
		default:
			return action, t.settleAction(action, casework.ReopenAction(action), ChangeUndone)
		}
	})
}

// DropGroupAction notes that an action need not be done; the correction's reason
// says why. Problems: NotFound; Forbidden; Invalid with the fields of
// casework.DropAction; Conflict when somebody has changed it since.
func (a *App) DropGroupAction(ctx context.Context, actor access.Actor, which Correction) (casework.GroupAction, error) {
	return change(ctx, a, actor, func(t *turn) (casework.GroupAction, error) {
		old, err := groupActionRecord.open(t, which.UID)
		if err != nil {
			return old, err
		}
		if old.Withdrawn {
			return old, store.ErrNotFound
		}
		dropped, err := casework.DropAction(old, which.Reason, t.day)
		if err != nil {
			return old, err
		}
		return groupActionRecord.put(t, Correction{UID: which.UID, Revision: which.Revision, Reason: string(ChangeDropped)}, old, dropped, audit.Corrected)
	})
}

// groupActionsDue lists what the groups of the teams, and the actor for any, have
// to do by the end of the week.
func (t *turn) groupActionsDue(teams []int64) ([]outcomes.TeamDue, error) {
	all, err := t.tx.OpenGroupActionsOfStaff(t.actor.StaffID)
	if err != nil {
		return nil, err
	}
	for _, team := range teams {
		of, err := t.tx.OpenGroupActionsOfTeam(team)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	slices.SortFunc(all, func(a, b casework.GroupAction) int { return cmp.Compare(a.ID, b.ID) })
	return outcomes.DueGroupActions(slices.CompactFunc(all, func(a, b casework.GroupAction) bool { return a.ID == b.ID }), t.day), nil
}
