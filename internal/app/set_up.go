package app

import (
	"context"
	"errors"
	"reflect"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/problem"
)

// SetUpPage is how the county's service is set up.
type SetUpPage struct {
	County      casework.County
	Service     casework.Service
	Calculator  Calculator
	Occupations CodesPage
	Industries  CodesPage
	Initials    CalendarInitials
}

// SetUp shows how the county's service is set up, and gives every form of the
// set-up what it chooses from.
func (a *App) SetUp(ctx context.Context, actor access.Actor) (SetUpPage, error) {
	return show(ctx, a, actor, func(t *turn) (SetUpPage, error) {
		if err := t.may(access.SetUp, t.ownCounty(), "county", ""); err != nil {
			return SetUpPage{}, err
		}
		t.shows(audit.Showed, "county", "", "set-up")
		return t.setUp()
	})
}

// ownCounty is the actor's county, as what is asked for.
func (t *turn) ownCounty() access.Resource { return access.Resource{County: t.actor.County} }

func (t *turn) setUp() (p SetUpPage, err error) {
	s := &p.Service
	for _, read := range []func() error{
		func() (err error) { p.County, err = t.tx.CountyRow(); return err },
		func() (err error) { p.Calculator, err = calculatorOf(t.tx, p.County); return err },
		func() (err error) { p.Occupations, err = t.codesPage(casework.OccupationCodes); return err },
		func() (err error) { p.Industries, err = t.codesPage(casework.IndustryCodes); return err },
		func() (err error) { p.Initials, err = initialsOf(t.tx); return err },
		func() (err error) { s.Programmes, err = t.tx.Programmes(); return err },
		func() (err error) { s.Teams, err = t.tx.Teams(); return err },
		func() (err error) { s.Staff, err = t.tx.Staff(); return err },
		func() (err error) { s.CareTeams, err = t.tx.CareTeams(); return err },
		func() (err error) { s.Assignments, err = t.tx.CareTeamAssignments(); return err },
		func() (err error) { s.Areas, err = t.tx.CoachAreas(); return err },
	} {
		if err := read(); err != nil {
			return p, err
		}
	}
	return p, nil
}

// unit is a kind of record that an administrator sets up, and what the store
// does with it.
type unit[T any] struct {
	kind   store.Kind
	record func(*T) *casework.Record
	find   func(*store.Tx, casework.UID) (T, error)
	add    func(*store.Tx, []T) error
	revise func(tx *store.Tx, old, changed T, actor, reason string) (T, error)
}

var (
	programmeUnit = unit[casework.Programme]{
		store.KindProgramme, func(p *casework.Programme) *casework.Record { return &p.Record },
		(*store.Tx).ProgrammeByUID, (*store.Tx).AddProgrammes, (*store.Tx).ReviseProgramme,
	}
	teamUnit = unit[casework.Team]{
		store.KindTeam, func(x *casework.Team) *casework.Record { return &x.Record },
		(*store.Tx).TeamByUID, (*store.Tx).AddTeams, (*store.Tx).ReviseTeam,
	}
	careTeamUnit = unit[casework.CareTeam]{
		store.KindCareTeam, func(c *casework.CareTeam) *casework.Record { return &c.Record },
		(*store.Tx).CareTeamByUID, (*store.Tx).AddCareTeams, (*store.Tx).ReviseCareTeam,
	}
)

// UnitPage is a programme, a team or a care team as it stands, with its earlier
// texts and the service around it.
type UnitPage[T any] struct {
	SetUpPage
	Unit      T
	Names     Names
	Revisions []Revision
}

func (u unit[T]) page(t *turn, uid casework.UID) (p UnitPage[T], err error) {
	if p.Unit, err = u.find(t.tx, uid); err != nil {
		return p, err
	}
	if p.SetUpPage, err = t.setUp(); err != nil {
		return p, err
	}
	if p.Names, err = t.names(); err != nil {
		return p, err
	}
	p.Revisions, err = t.tx.Revisions(string(u.kind), u.record(&p.Unit).ID)
	t.shows(audit.Showed, string(u.kind), uid.String(), "")
	return p, err
}

// added adds a new record that a form named; one that was sent before is there
// once.
func (u unit[T]) added(t *turn, typed T, check func(T) (T, error)) error {
	uid := u.record(&typed).UID
	if uid.IsZero() {
		return errUnnamed
	}
	fresh, err := check(typed)
	if err != nil {
		return err
	}
	there, err := u.find(t.tx, uid)
	switch {
	case err == nil:
		*u.record(&fresh) = *u.record(&there)
		if !reflect.DeepEqual(fresh, there) {
			return problem.New(problem.Conflict, "setup.added_already")
		}
		t.shows(audit.Showed, string(u.kind), uid.String(), "sent again")
		return nil
	case !errors.Is(err, store.ErrNotFound):
		return err
	}
	t.did(audit.Added, string(u.kind), uid.String(), "")
	return u.add(t.tx, []T{fresh})
}

// corrected puts another text in the place of a record's. The old one stays
// readable.
func (u unit[T]) corrected(t *turn, uid casework.UID, revision int, change func(T) (T, error)) error {
	old, err := u.find(t.tx, uid)
	if err != nil {
		return err
	}
	changed, err := change(old)
	if err != nil {
		return err
	}
	if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
		t.shows(audit.Showed, string(u.kind), uid.String(), "unchanged")
		return nil
	}
	if u.record(&old).Revision != revision {
		return store.ErrStale
	}
	_, err = u.revise(t.tx, old, changed, t.actor.ID, "")
	t.did(audit.Corrected, string(u.kind), uid.String(), changedFields(old, changed))
	return err
}

// removed takes away a record that nothing names; one that is in use stays.
func (u unit[T]) removed(t *turn, uid casework.UID) error {
	old, err := u.find(t.tx, uid)
	if err != nil {
		return err
	}
	if err := t.tx.Remove(u.kind, u.record(&old).ID); errors.Is(err, store.ErrInUse) {
		return problem.New(problem.Conflict, InUseKey)
	} else if err != nil {
		return err
	}
	t.did(audit.Withdrew, string(u.kind), uid.String(), "")
	return nil
}

// InUseKey is the message of what cannot be removed because work hangs on it.
const InUseKey = "setup.in_use"

// setsUp is change for a use case of the set-up, which gives nothing back.
func setsUp(ctx context.Context, a *App, actor access.Actor, do func(*turn) error) error {
	_, err := addOnce(ctx, a, actor, func(t *turn) (struct{}, error) { return struct{}{}, do(t) })
	return err
}

// ProgrammeSetUp shows one programme to be corrected. Problems: NotFound.
func (a *App) ProgrammeSetUp(ctx context.Context, actor access.Actor, uid casework.UID) (UnitPage[casework.Programme], error) {
	return show(ctx, a, actor, func(t *turn) (p UnitPage[casework.Programme], err error) {
		if err := t.may(access.SetUp, t.ownCounty(), "programme", uid.String()); err != nil {
			return p, err
		}
		return programmeUnit.page(t, uid)
	})
}

// AddProgramme adds a programme by the uid of its form. Problems: Invalid with
// the fields of casework.SetUpProgramme; Conflict for one that is there
// with another text.
func (a *App) AddProgramme(ctx context.Context, actor access.Actor, in casework.Programme) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "programme", in.UID.String()); err != nil {
			return err
		}
		return programmeUnit.added(t, in, casework.SetUpProgramme)
	})
}

// CorrectProgramme puts another text in the place of a programme's; revision is
// the one that was on the screen. Problems: as AddProgramme; NotFound; Conflict
// when somebody has changed it since.
func (a *App) CorrectProgramme(ctx context.Context, actor access.Actor, revision int, in casework.Programme) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "programme", in.UID.String()); err != nil {
			return err
		}
		return programmeUnit.corrected(t, in.UID, revision, func(old casework.Programme) (casework.Programme, error) {
			in.Record = old.Record
			return casework.SetUpProgramme(in)
		})
	})
}

// RemoveProgramme takes a programme away that nothing hangs on. Problems:
// NotFound; Conflict with InUseKey.
func (a *App) RemoveProgramme(ctx context.Context, actor access.Actor, uid casework.UID) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "programme", uid.String()); err != nil {
			return err
		}
		return programmeUnit.removed(t, uid)
	})
}

// TeamSetUp shows one team to be corrected. Problems: NotFound.
func (a *App) TeamSetUp(ctx context.Context, actor access.Actor, uid casework.UID) (UnitPage[casework.Team], error) {
	return show(ctx, a, actor, func(t *turn) (p UnitPage[casework.Team], err error) {
		if err := t.may(access.SetUp, t.ownCounty(), "team", uid.String()); err != nil {
			return p, err
		}
		return teamUnit.page(t, uid)
	})
}

// NewTeam is a team as a form adds it.
type NewTeam struct {
	UID       casework.UID // made with the form: sending it twice adds one
	Programme casework.UID
	Name      string
}

// AddTeam adds a team to a programme. Problems: Invalid with the fields of
// casework.SetUpTeam; NotFound for a programme that is not there; Conflict.
func (a *App) AddTeam(ctx context.Context, actor access.Actor, in NewTeam) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "team", in.UID.String()); err != nil {
			return err
		}
		team := casework.Team{Record: casework.Record{UID: in.UID}, Name: in.Name}
		if !in.Programme.IsZero() {
			programme, err := t.tx.ProgrammeByUID(in.Programme)
			if err != nil {
				return err
			}
			team.ProgrammeID = programme.ID
		}
		return teamUnit.added(t, team, casework.SetUpTeam)
	})
}

// RenameTeam gives a team another name. Its programme stays: the team's clients
// are enrolled in it. Problems: Invalid with the field name; NotFound; Conflict.
func (a *App) RenameTeam(ctx context.Context, actor access.Actor, uid casework.UID, revision int, name string) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "team", uid.String()); err != nil {
			return err
		}
		return teamUnit.corrected(t, uid, revision, func(old casework.Team) (casework.Team, error) {
			old.Name = name
			return casework.SetUpTeam(old)
		})
	})
}

// RemoveTeam takes a team away that nothing hangs on. Problems: NotFound;
// Conflict with InUseKey.
func (a *App) RemoveTeam(ctx context.Context, actor access.Actor, uid casework.UID) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "team", uid.String()); err != nil {
			return err
		}
		return teamUnit.removed(t, uid)
	})
}

// CareTeamSetUp shows one care team to be corrected, and who attends it.
// Problems: NotFound.
func (a *App) CareTeamSetUp(ctx context.Context, actor access.Actor, uid casework.UID) (UnitPage[casework.CareTeam], error) {
	return show(ctx, a, actor, func(t *turn) (p UnitPage[casework.CareTeam], err error) {
		if err := t.may(access.SetUp, t.ownCounty(), "care_team", uid.String()); err != nil {
			return p, err
		}
		return careTeamUnit.page(t, uid)
	})
}

// AddCareTeam adds a care team by the uid of its form. Problems: Invalid with
// the fields of casework.SetUpCareTeam; Conflict.
func (a *App) AddCareTeam(ctx context.Context, actor access.Actor, in casework.CareTeam) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "care_team", in.UID.String()); err != nil {
			return err
		}
		return careTeamUnit.added(t, in, casework.SetUpCareTeam)
	})
}

// CorrectCareTeam puts another text in the place of a care team's. Problems: as
// AddCareTeam; NotFound; Conflict when somebody has changed it since.
func (a *App) CorrectCareTeam(ctx context.Context, actor access.Actor, revision int, in casework.CareTeam) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "care_team", in.UID.String()); err != nil {
			return err
		}
		return careTeamUnit.corrected(t, in.UID, revision, func(old casework.CareTeam) (casework.CareTeam, error) {
			in.Record = old.Record
			return casework.SetUpCareTeam(in)
		})
	})
}

// RemoveCareTeam takes a care team away that nothing hangs on. Problems:
// NotFound; Conflict with InUseKey.
func (a *App) RemoveCareTeam(ctx context.Context, actor access.Actor, uid casework.UID) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "care_team", uid.String()); err != nil {
			return err
		}
		return careTeamUnit.removed(t, uid)
	})
}

// Attendance is a coach's part in a care team's work as a form gives it.
type Attendance struct {
	CareTeam casework.UID
	Coach    casework.UID
	casework.Span
}

// AttendCareTeam notes that a coach takes part in a care team's work. Problems:
// NotFound; Invalid with the fields of casework.AttendCareTeam.
func (a *App) AttendCareTeam(ctx context.Context, actor access.Actor, in Attendance) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "care_team", in.CareTeam.String()); err != nil {
			return err
		}
		careTeam, err := t.tx.CareTeamByUID(in.CareTeam)
		if err != nil {
			return err
		}
		fresh := casework.CareTeamAssignment{CareTeamID: careTeam.ID, Span: in.Span}
		if fresh.CoachID, err = t.anyCoach(in.Coach); err != nil {
			return err
		}
		there, err := t.tx.AssignmentsOfCareTeam(careTeam.ID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(there, func(o casework.CareTeamAssignment) bool { return o.CoachID == fresh.CoachID && o.Span == fresh.Span }) {
			t.shows(audit.Showed, "care_team", in.CareTeam.String(), "sent again")
			return nil
		}
		if err := casework.AttendCareTeam(there, fresh); err != nil {
			return err
		}
		t.did(audit.Corrected, "care_team", in.CareTeam.String(), "attended by "+in.Coach.String()+" "+spanDetail(in.Span))
		return t.tx.AddCareTeamAssignments([]casework.CareTeamAssignment{fresh})
	})
}

// EndAttendance sets the last day of a coach's part in a care team's work; a
// last day before the first takes it away as if it had never begun. Problems:
// NotFound; Invalid with the field to; Conflict for what is past.
func (a *App) EndAttendance(ctx context.Context, actor access.Actor, careTeam casework.UID, id int64, to casework.Day) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "care_team", careTeam.String()); err != nil {
			return err
		}
		of, err := t.tx.CareTeamByUID(careTeam)
		if err != nil {
			return err
		}
		there, err := t.tx.AssignmentsOfCareTeam(of.ID)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(there, func(o casework.CareTeamAssignment) bool { return o.ID == id })
		if i < 0 {
			return store.ErrNotFound
		}
		_, never, err := casework.EndSpan(there[i].Span, to, t.day)
		if err != nil {
			return err
		}
		t.did(audit.Corrected, "care_team", careTeam.String(), "attendance: last day "+to.String())
		if never {
			return t.tx.DropAssignment(id)
		}
		return t.tx.EndAssignment(id, to)
	})
}

// AreasInput is where a coach works, as a form gives it.
type AreasInput struct {
	Coach          casework.UID
	Municipalities []string
	casework.Span
}

// CoverAreas notes in which municipalities a coach works. Problems: NotFound;
// Invalid with the fields of casework.CoverAreas.
func (a *App) CoverAreas(ctx context.Context, actor access.Actor, in AreasInput) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "coach_area", in.Coach.String()); err != nil {
			return err
		}
		coach, err := t.anyCoach(in.Coach)
		if err != nil {
			return err
		}
		there, err := t.tx.CoachAreas()
		if err != nil {
			return err
		}
		codes := slices.Compact(slices.Sorted(slices.Values(in.Municipalities)))
		known := func(code string) bool {
			return slices.ContainsFunc(there, func(o casework.CoachArea) bool {
				return o.CoachID == coach && o.Municipality == code && o.Span == in.Span
			})
		}
		if len(codes) > 0 && !slices.ContainsFunc(codes, func(code string) bool { return !known(code) }) {
			t.shows(audit.Showed, "coach_area", in.Coach.String(), "sent again")
			return nil
		}
		fresh, err := casework.CoverAreas(there, coach, codes, in.Span)
		if err != nil {
			return err
		}
		t.did(audit.Added, "coach_area", in.Coach.String(), counted(int64(len(fresh)), "municipalities")+" "+spanDetail(in.Span))
		return t.tx.AddCoachAreas(fresh)
	})
}

// EndArea sets the last day of a coach's work in a municipality; a last day
// before the first takes it away as if it had never begun. Problems: NotFound;
// Invalid with the field to; Conflict for what is past.
func (a *App) EndArea(ctx context.Context, actor access.Actor, id int64, to casework.Day) error {
	return setsUp(ctx, a, actor, func(t *turn) error {
		if err := t.may(access.SetUp, t.ownCounty(), "coach_area", ""); err != nil {
			return err
		}
		there, err := t.tx.CoachAreas()
		if err != nil {
			return err
		}
		i := slices.IndexFunc(there, func(o casework.CoachArea) bool { return o.ID == id })
		if i < 0 {
			return store.ErrNotFound
		}
		_, never, err := casework.EndSpan(there[i].Span, to, t.day)
		if err != nil {
			return err
		}
		coach, err := t.tx.StaffByID(there[i].CoachID)
		if err != nil {
			return err
		}
		t.did(audit.Corrected, "coach_area", coach.UID.String(), there[i].Municipality+": last day "+to.String())
		if never {
			return t.tx.DropArea(id)
		}
		return t.tx.EndArea(id, to)
	})
}

// anyCoach finds a coach by uid, in whatever team, today or to come; nobody
// chosen, and somebody who is none, is 0.
func (t *turn) anyCoach(uid casework.UID) (int64, error) {
	if uid.IsZero() {
		return 0, nil
	}
	person, err := t.tx.StaffByUID(uid)
	if err != nil || len(casework.Service{Staff: []casework.Staff{person}}.CoachesFrom(t.day)) == 0 {
		return 0, err
	}
	return person.ID, nil
}

// spanDetail says days for the log.
func spanDetail(s casework.Span) string {
	detail := "from " + s.From.String()
	if !s.To.IsZero() {
		detail += " to " + s.To.String()
	}
	return detail
}
