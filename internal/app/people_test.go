package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/problem"
)

func TestPeople(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx, admin := t.Context(), o.as(o.admin)
		nurse := o.hire("Kaisa Nieminen", "", "", casework.Grant{Role: casework.RoleCareWorker, CareTeamID: o.careTeam.ID, Span: always})
		invited := o.hire("Matti Mäkelä", "", "", manager(always))
		_, err := o.Invite(ctx, admin, invited.UID, "matti@suvanto.fi")
		must(t, err)
		o.hire("Outi Vanha", "outi@suvanto.fi", "", manager(always))
		o.secure()
		rows, err := o.People(ctx, admin)
		must(t, err)
		var got []string
		for _, r := range rows {
			code := ""
			if r.HasCode {
				code = " code"
			}
			got = append(got, r.Name+" "+string(r.Grants[0].Role)+" "+r.Login+" "+string(r.State)+code)
		}
		want := []string{
			"Aino Lehto admin aino@suvanto.fi ready", "Kaisa Nieminen care_worker  none", "Matti Mäkelä manager matti@suvanto.fi invited",
			"Outi Vanha manager outi@suvanto.fi expired", "Riikka Tolonen coach riikka@suvanto.fi ready code",
		}
		if !slices.Equal(got, want) {
			t.Errorf("people are\n%s", strings.Join(got, "\n"))
		}
		page, err := o.Person(ctx, admin, nurse.UID)
		must(t, err)
		if page.Name != "Kaisa Nieminen" || page.Self || len(page.Units.Teams) != 1 || len(page.Units.CareTeams) != 1 {
			t.Errorf("the person's page is %+v", page)
		}
		o.wantLogged("Aino Lehto|admin|list|staff||shown|5 people", "Aino Lehto|admin|show|staff|…|shown|")

		for rule, err := range map[string]error{
			"list":   second(o.People(ctx, o.as(o.coach))),
			"person": second(o.Person(ctx, o.as(o.coach), nurse.UID)),
			"form":   second(o.NewPersonForm(ctx, o.as(o.coach))),
			"add":    o.AddPerson(ctx, o.as(o.coach), app.NewPerson{UID: o.IDs(), Name: "Nobody"}),
			"give":   o.GiveRole(ctx, o.as(o.coach), nurse.UID, app.GrantInput{}),
			"end":    o.EndRole(ctx, o.as(o.coach), nurse.UID, nurse.Grants[0].ID, o.today()),
		} {
			t.Run("a coach does not manage people: "+rule, func(t *testing.T) {
				wantProblem(t, err, problem.Forbidden, "access.refused.manage_people")
			})
		}
		if log := o.logged(); len(log) != 6 || !strings.HasSuffix(log[0], "|refused|manage_people") {
			t.Errorf("the log says %q", log)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func (o *office) today() casework.Day { return casework.DayAt(o.clock.Now()) }

// Nobody reaches the people of another county, and is not told that they exist.
func TestPeopleOfAnotherCounty(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		var stranger casework.Staff
		o.write(0, func(tx *store.Tx) error {
			other, err := tx.AddCounty(casework.County{Key: "other"})
			if err != nil {
				return err
			}
			tx.County = other.ID
			stranger, err = tx.AddStaff(casework.Staff{Record: o.record(), Name: "Stranger", Grants: []casework.Grant{manager(always)}})
			return err
		})
		ctx, admin := t.Context(), o.as(o.admin)
		for rule, err := range map[string]error{
			"person": second(o.Person(ctx, admin, stranger.UID)),
			"invite": second(o.Invite(ctx, admin, stranger.UID, "stranger@other.fi")),
			"reset":  second(o.ResetSignIn(ctx, admin, stranger.UID)),
			"give":   o.GiveRole(ctx, admin, stranger.UID, app.GrantInput{Role: casework.RoleDPO, From: o.today()}),
			"end":    o.EndRole(ctx, admin, stranger.UID, 1, o.today()),
		} {
			t.Run(rule, func(t *testing.T) { wantProblem(t, err, problem.NotFound, "problem.not_found") })
		}
		err := o.AddPerson(ctx, admin, app.NewPerson{UID: stranger.UID, Name: "Double", Grant: app.GrantInput{Role: casework.RoleManager, From: o.today()}})
		wantProblem(t, err, problem.Conflict, "problem.stale")
	})
}

func TestAddPerson(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx, admin := t.Context(), o.as(o.admin)
		fte := 0.8
		in := app.NewPerson{UID: o.IDs(), Name: "  Sami   Karjalainen ", Grant: app.GrantInput{
			Role: casework.RoleCoach, Unit: o.team.UID, FTE: &fte, From: casework.MustDay("2026-12-01"), To: casework.MustDay("2027-11-30")}}
		must(t, o.AddPerson(ctx, admin, in))
		must(t, o.AddPerson(ctx, admin, in)) // the button was pressed twice
		o.wantLogged(
			"Aino Lehto|admin|add|staff|…|done|",
			"Aino Lehto|admin|grant|staff|…|done|coach in Suvannon IPS from 2026-12-01 to 2027-11-30",
			"Aino Lehto|admin|show|staff|…|shown|sent again")
		s := o.staff(in.UID)
		if s.Name != "Sami Karjalainen" || len(s.Grants) != 1 || s.Grants[0].TeamID != o.team.ID || *s.Grants[0].FTE != 0.8 {
			t.Errorf("added was %+v", s)
		}
		in.UID, in.Name, in.Grant.Unit = o.IDs(), "\t", o.careTeam.UID
		err := o.AddPerson(ctx, admin, in)
		wantProblem(t, err, problem.Invalid, "name: people.name_missing")
		wantProblem(t, err, problem.Invalid, "unit: people.team_missing")
		must(t, o.Store.Read(ctx, o.county, o.clock.Now(), func(tx *store.Tx) error {
			if _, err := tx.StaffByUID(in.UID); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("a refused person is there: %v", err)
			}
			return nil
		}))
	})
}

func TestGiveAndEndRoles(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx, admin := t.Context(), o.as(o.admin)
		day := casework.MustDay
		for _, role := range casework.Roles {
			in := app.GrantInput{Role: role, From: day("2026-11-23")}
			switch role {
			case casework.RoleTeamLeader:
				in.Unit = o.team.UID
			case casework.RoleCareWorker:
				in.Unit = o.careTeam.UID
			case casework.RoleCoach:
				in.Unit, in.From = o.team.UID, day("2025-01-01")
				in.To = day("2025-12-31") // the present one begins after it
			}
			must(t, o.GiveRole(ctx, admin, o.coach.UID, in)) // an administrator may grant every role
		}
		if got := len(o.staff(o.coach.UID).Grants); got != 8 {
			t.Fatalf("the coach has %d roles", got)
		}
		wantProblem(t, o.GiveRole(ctx, admin, o.coach.UID, app.GrantInput{Role: casework.RoleDPO, From: day("2027-01-01")}), problem.Invalid, "role: people.role_twice")
		o.logged()

		grant := o.staff(o.coach.UID).Grants[3]
		wantProblem(t, o.EndRole(ctx, admin, o.coach.UID, grant.ID, casework.Day{}), problem.Invalid, "to: problem.day_missing")
		wantProblem(t, o.EndRole(ctx, admin, o.coach.UID, o.admin.Grants[0].ID, day("2026-12-01")), problem.NotFound, "problem.not_found")
		must(t, o.EndRole(ctx, admin, o.coach.UID, grant.ID, day("2026-12-31")))
		must(t, o.EndRole(ctx, admin, o.coach.UID, o.staff(o.coach.UID).Grants[4].ID, day("2026-11-22"))) // never began
		s := o.staff(o.coach.UID)
		if s.Grants[3].To != day("2026-12-31") || len(s.Grants) != 7 {
			t.Errorf("the coach's roles are %+v", s.Grants)
		}
		o.wantLogged(
			"Aino Lehto|admin|revoke|staff|Riikka Tolonen|done|"+string(grant.Role)+" in Lintulammen psykiatria from 2026-11-23; last day 2026-12-31",
			"Aino Lehto|admin|revoke|staff|Riikka Tolonen|done|manager from 2026-11-23; taken away")
	})
}

func TestNobodyEndsTheirOwnLastAdministratorsRole(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		ctx, admin := t.Context(), o.as(o.admin)
		grant := o.admin.Grants[0].ID
		err := o.EndRole(ctx, admin, o.admin.UID, grant, casework.MustDay("2027-12-31"))
		wantProblem(t, err, problem.Forbidden, "people.own_last_role")
		o.wantLogged()

		second := o.hire("Eeva Salo", "eeva@suvanto.fi", chosen, casework.Grant{Role: casework.RoleAdministrator, Span: always})
		must(t, o.EndRole(ctx, o.as(second), o.admin.UID, grant, o.today())) // somebody else can
	})
}
