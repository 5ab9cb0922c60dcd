package app

import (
	"context"
	"reflect"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// teamRecord says how one kind of what a team notes of itself is kept. Noting,
// correcting and withdrawing are the same for all of them and are written once,
// here. T is the record and In what a form sends of it.
type teamRecord[T, In any] struct {
	kind   string // in the log and among the revisions
	noted  func(*T) *casework.Noted
	uid    func(In) casework.UID                            // of the record to be
	place  func(*turn, In) (T, error)                       // a new record where it belongs: its team, care team or person
	may    func(t *turn, record T, target string) error     // whether the actor may note, open and change it
	fill   func(t *turn, record *T, in In) error            // puts what was typed into it
	check  func(T, casework.Day) (T, error)                 // the rules
	find   func(*store.Tx, casework.UID) (T, error)         // ErrNotFound
	add    func(*store.Tx, T) (T, error)                    // ErrTaken
	revise func(*store.Tx, T, T, string, string) (T, error) // ErrStale
	detail func(T) string                                   // for the log: no text of anybody's
	after  func(*turn, T, In) error                         // what else is done with one that was added; nil: nothing
}

// note adds a record, once for a form. Problems: Forbidden; NotFound for what it
// names and is not there; Conflict for a uid that is another's, and with
// NotedKey for one that is there with another text; Invalid with the fields of
// the rules.
func (k teamRecord[T, In]) note(ctx context.Context, a *App, actor access.Actor, in In) (T, error) {
	return addOnce(ctx, a, actor, func(t *turn) (T, error) {
		uid := k.uid(in)
		record, err := k.place(t, in)
		if err != nil {
			return record, err
		}
		if err := k.may(t, record, uid.String()); err != nil {
			return record, err
		}
		if uid.IsZero() {
			return record, errUnnamed
		}
		if err := k.fill(t, &record, in); err != nil {
			return record, err
		}
		if record, err = k.check(record, t.day); err != nil {
			return record, err
		}
		if done, err := k.find(t.tx, uid); err == nil && k.noted(&done).RecordedBy == actor.StaffID {
			if *k.noted(&record) = *k.noted(&done); !reflect.DeepEqual(record, done) {
				return done, noted()
			}
			t.shows(audit.Showed, k.kind, uid.String(), "sent again")
			return done, nil
		}
		*k.noted(&record) = t.noted(uid)
		record, err = k.add(t.tx, record)
		t.did(audit.Added, k.kind, uid.String(), k.detail(record))
		if err == nil && k.after != nil {
			err = k.after(t, record, in)
		}
		return record, err
	})
}

// open loads a record that the actor may open and change.
func (k teamRecord[T, In]) open(t *turn, uid casework.UID) (T, error) {
	record, err := k.find(t.tx, uid)
	if err != nil {
		return record, err
	}
	return record, k.may(t, record, uid.String())
}

// correct puts other facts in the place of a record's. Problems: NotFound;
// Invalid with the fields of the rules, and without a reason; Conflict when
// somebody has changed it since.
func (k teamRecord[T, In]) correct(ctx context.Context, a *App, actor access.Actor, which Correction, in In) (T, error) {
	return change(ctx, a, actor, func(t *turn) (T, error) {
		old, err := k.open(t, which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed := old
		if err := k.fill(t, &changed, in); err != nil {
			return old, err
		}
		if changed, err = k.check(changed, t.day); err != nil {
			return old, err
		}
		return k.put(t, which, old, changed, audit.Corrected)
	})
}

// withdraw strikes a record through; it stays to be read. Problems: NotFound,
// Invalid without a reason, Conflict.
func (k teamRecord[T, In]) withdraw(ctx context.Context, a *App, actor access.Actor, which Correction) (T, error) {
	return change(ctx, a, actor, func(t *turn) (T, error) {
		old, err := k.open(t, which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed := old
		k.noted(&changed).Withdrawn = true
		return k.put(t, which, old, changed, audit.Withdrew)
	})
}

// put puts a changed record in the place of the one that was on the screen.
func (k teamRecord[T, In]) put(t *turn, which Correction, old, changed T, deed audit.Action) (T, error) {
	uid := which.UID.String()
	if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
		t.shows(audit.Showed, k.kind, uid, "unchanged")
		return old, nil
	}
	if k.noted(&old).Revision != which.Revision {
		return old, store.ErrStale
	}
	detail := ""
	if deed != audit.Withdrew {
		detail = changedFields(old, changed)
	}
	changed, err := k.revise(t.tx, old, changed, t.actor.ID, which.Reason)
	t.did(deed, k.kind, uid, detail)
	return changed, err
}

// RecordPage is one record that a team keeps of itself, with its earlier texts
// and what its form offers.
type RecordPage[T any] struct {
	Record    T
	Names     Names
	Form      RecordForm
	Revisions []Revision
}

// page loads a record with its earlier texts; the form is filled in by who asks.
func (k teamRecord[T, In]) page(t *turn, uid casework.UID) (RecordPage[T], error) {
	var p RecordPage[T]
	var err error
	if p.Record, err = k.open(t, uid); err != nil {
		return p, err
	}
	if p.Names, err = t.names(); err != nil {
		return p, err
	}
	p.Revisions, err = t.tx.Revisions(k.kind, k.noted(&p.Record).ID)
	t.shows(audit.Showed, k.kind, uid.String(), "")
	return p, err
}

// RecordForm is what the forms of such records offer to choose from.
type RecordForm struct {
	Teams      []casework.Team // that the actor may note for
	Team       casework.Team
	CareTeam   casework.CareTeam
	People     []casework.Staff    // of the team or the care team
	Employers  []casework.Employer // met lately
	Programmes []casework.Programme
	Group      *GroupWork // of a meeting of a group and of its actions
	Today      casework.Day
}

// teamPeople lists the coaches and leaders of a team on the day, and others who
// are named already.
func (t *turn) teamPeople(team int64, named []int64) ([]casework.Staff, error) {
	all, err := t.tx.StaffOfTeams([]int64{team})
	if err != nil {
		return nil, err
	}
	people := kept(all, func(s casework.Staff) bool { return worksIn(s, team, t.day) })
	return t.withNamed(people, named)
}

// withNamed adds to people those who are named and not among them.
func (t *turn) withNamed(people []casework.Staff, named []int64) ([]casework.Staff, error) {
	there := keysIn(people, func(s casework.Staff) int64 { return s.ID })
	for _, id := range named {
		if there[id] {
			continue
		}
		s, err := t.tx.StaffByID(id)
		if err != nil {
			return people, err
		}
		there[id] = true
		people = append(people, s)
	}
	return people, nil
}

func worksIn(s casework.Staff, team int64, on casework.Day) bool {
	for _, g := range s.Grants {
		if g.TeamID == team && g.Holds(on) {
			return true
		}
	}
	return false
}

// staffCalled finds the staff with the uids.
func (t *turn) staffCalled(uids []casework.UID) ([]int64, error) {
	var ids []int64
	for _, uid := range uids {
		s, err := t.tx.StaffByUID(uid)
		if err != nil {
			return nil, err
		}
		ids = append(ids, s.ID)
	}
	return ids, nil
}

// formTeam finds the team with the uid, or the first of those for which the
// actor may do the action, and lists them.
func (t *turn) formTeam(action access.Action, uid casework.UID) (RecordForm, error) {
	f := RecordForm{Today: t.day}
	all, err := t.tx.Teams()
	if err != nil {
		return f, err
	}
	for _, team := range all {
		if t.allowed(action, t.teamResource(team.ID)) {
			f.Teams = append(f.Teams, team)
		}
	}
	if uid.IsZero() && len(f.Teams) == 0 {
		return f, t.may(action, access.Resource{County: t.tx.County}, "team", "")
	}
	if f.Team, err = t.teamAsked(f.Teams, all, uid); err != nil {
		return f, err
	}
	return f, t.may(action, t.teamResource(f.Team.ID), "team", f.Team.UID.String())
}
