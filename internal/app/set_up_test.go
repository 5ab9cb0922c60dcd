package app_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/auth"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
	"sijoita/problem"
)

func programmeCalled(uid casework.UID, name string) casework.Programme {
	return casework.Programme{Record: casework.Record{UID: uid}, Kind: casework.LATU, Name: name, StartsOn: today}
}

func careTeamCalled(uid casework.UID, name string) casework.CareTeam {
	return casework.CareTeam{Record: casework.Record{UID: uid}, Name: name, Kind: casework.CareSocial, Municipality: "205"}
}

// programme is a new one of the county's, with nothing in it.
func (s *subject) programme() things {
	all := []casework.Programme{{Record: s.u.record(), Kind: casework.IPS, Name: "Tyhjä", StartsOn: today, Terms: casework.TermsCare}}
	s.u.write(s.u.county, func(tx *store.Tx) error { return tx.AddProgrammes(all) })
	return things{uid: all[0].UID, key: all[0].ID}
}

func (s *subject) team() things {
	all := []casework.Team{{Record: s.u.record(), ProgrammeID: s.u.programme.ID, Name: "Tyhjä"}}
	s.u.write(s.u.county, func(tx *store.Tx) error { return tx.AddTeams(all) })
	return things{uid: all[0].UID, key: all[0].ID}
}

func (s *subject) careTeam() things {
	all := []casework.CareTeam{{Record: s.u.record(), Name: "Tyhjä", Kind: casework.CareYouth}}
	s.u.write(s.u.county, func(tx *store.Tx) error { return tx.AddCareTeams(all) })
	return things{uid: all[0].UID, key: all[0].ID}
}

// attendance is a coach's part in the work of a new care team.
func (s *subject) attendance() (given things) {
	given = s.careTeam()
	s.u.write(s.u.county, func(tx *store.Tx) error {
		careTeam := given.key
		if err := tx.AddCareTeamAssignments([]casework.CareTeamAssignment{{CareTeamID: careTeam, CoachID: s.u.riikka.ID, Span: always}}); err != nil {
			return err
		}
		there, err := tx.AssignmentsOfCareTeam(careTeam)
		given.key = there[0].ID
		return err
	})
	return given
}

func (s *subject) area() (given things) {
	s.u.write(s.u.county, func(tx *store.Tx) error {
		if err := tx.AddCoachAreas([]casework.CoachArea{{CoachID: s.u.riikka.ID, Municipality: "765", Span: always}}); err != nil {
			return err
		}
		there, err := tx.CoachAreas()
		given.key = there[len(there)-1].ID
		return err
	})
	return given
}

func TestAProgrammeIsSetUp(t *testing.T) {
	inTown(t, func(u *town) {
		ctx, aino := u.ctx, u.asAino()
		latu := programmeCalled(u.IDs(), "  Suvannon   LATU ")
		must(u.t, u.AddProgramme(ctx, aino, latu))
		must(u.t, u.AddProgramme(ctx, aino, latu)) // sent again
		page, err := u.ProgrammeSetUp(ctx, aino, latu.UID)
		must(u.t, err)
		if p := page.Unit; p.Name != "Suvannon LATU" || p.Terms != casework.TermsSocial || p.Revision != 1 || len(page.Service.Programmes) != 2 {
			u.t.Errorf("it stands as %+v", p)
		}
		other := latu
		other.Name = "Toinen"
		wantProblem(u.t, u.AddProgramme(ctx, aino, other), problem.Conflict, "setup.added_already")
		wantProblem(u.t, u.AddProgramme(ctx, aino, casework.Programme{Kind: casework.IPS, Name: "IPS", StartsOn: today}), problem.Invalid, "problem.unreadable")
		wantProblem(u.t, u.AddProgramme(ctx, aino, programmeCalled(u.IDs(), " ")), problem.Invalid, "name: setup.name_missing")

		other.Terms = casework.TermsCare
		must(u.t, u.CorrectProgramme(ctx, aino, 1, other))
		must(u.t, u.CorrectProgramme(ctx, aino, 1, other)) // sent again
		wantProblem(u.t, u.CorrectProgramme(ctx, aino, 1, latu), problem.Conflict, "problem.stale")
		page, err = u.ProgrammeSetUp(ctx, aino, latu.UID)
		must(u.t, err)
		if p := page.Unit; p.Name != "Toinen" || p.Terms != casework.TermsCare || p.Revision != 2 || len(page.Revisions) != 1 {
			u.t.Errorf("corrected, it stands as %+v with %d earlier texts", p, len(page.Revisions))
		}
		wantProblem(u.t, u.CorrectProgramme(ctx, aino, 1, programmeCalled(u.IDs(), "Ei ole")), problem.NotFound, "problem.not_found")
		wantProblem(u.t, u.CorrectProgramme(ctx, u.asRiikka(), 2, latu), problem.Forbidden, "access.refused.set_up")
	})
}

func TestWhatIsInUseStays(t *testing.T) {
	inTown(t, func(u *town) {
		ctx, aino := u.ctx, u.asAino()
		s := &subject{u: u, actor: aino}
		wantProblem(u.t, u.RemoveProgramme(ctx, aino, u.programme.UID), problem.Conflict, app.InUseKey)
		wantProblem(u.t, u.RemoveTeam(ctx, aino, u.team.UID), problem.Conflict, app.InUseKey)
		wantProblem(u.t, u.RemoveCareTeam(ctx, aino, u.care.UID), problem.Conflict, app.InUseKey)
		wantProblem(u.t, u.RemoveCareTeam(ctx, aino, s.attendance().uid), problem.Conflict, app.InUseKey)

		// What is not goes with its earlier texts: the key may be given anew.
		team := s.team()
		must(u.t, u.RenameTeam(ctx, aino, team.uid, 1, "Uusi nimi"))
		must(u.t, u.RemoveTeam(ctx, aino, team.uid))
		wantProblem(u.t, u.RemoveTeam(ctx, aino, team.uid), problem.NotFound, "problem.not_found")
		again := s.team()
		must(u.t, u.RenameTeam(ctx, aino, again.uid, 1, "Toinen nimi"))
	})
}

func TestATeamStaysInItsProgramme(t *testing.T) {
	inTown(t, func(u *town) {
		ctx, aino := u.ctx, u.asAino()
		wantProblem(u.t, u.AddTeam(ctx, aino, app.NewTeam{UID: u.IDs(), Name: "Tiimi"}), problem.Invalid, "programme: problem.choose")
		wantProblem(u.t, u.AddTeam(ctx, aino, app.NewTeam{UID: u.IDs(), Name: "Tiimi", Programme: u.abroadProgramme.UID}), problem.NotFound, "problem.not_found")
		must(u.t, u.RenameTeam(ctx, aino, u.team.UID, 1, "Suvannon valmentajat"))
		page, err := u.TeamSetUp(ctx, aino, u.team.UID)
		must(u.t, err)
		if page.Unit.Name != "Suvannon valmentajat" || page.Unit.ProgrammeID != u.programme.ID {
			u.t.Errorf("renamed, it is %+v", page.Unit)
		}
		wantProblem(u.t, u.RenameTeam(ctx, aino, u.abroadTeam.UID, 1, "Meidän"), problem.NotFound, "problem.not_found")
	})
}

func TestWhoAttendsACareTeam(t *testing.T) {
	inTown(t, func(u *town) {
		ctx, aino := u.ctx, u.asAino()
		in := app.Attendance{CareTeam: u.otherCare.UID, Coach: u.riikka.UID, Span: always}
		must(u.t, u.AttendCareTeam(ctx, aino, in))
		must(u.t, u.AttendCareTeam(ctx, aino, in)) // sent again
		later := in
		later.From = today
		wantProblem(u.t, u.AttendCareTeam(ctx, aino, later), problem.Invalid, "coach: setup.attends_already")
		later.Coach = u.kaisa.UID // a nurse is no coach
		wantProblem(u.t, u.AttendCareTeam(ctx, aino, later), problem.Invalid, "coach: problem.choose")
		later.Coach = u.pekka.UID
		wantProblem(u.t, u.AttendCareTeam(ctx, aino, later), problem.NotFound, "problem.not_found")

		there := func() []casework.CareTeamAssignment {
			page, err := u.CareTeamSetUp(ctx, aino, u.otherCare.UID)
			must(u.t, err)
			return slices.DeleteFunc(page.Service.Assignments, func(a casework.CareTeamAssignment) bool { return a.CareTeamID != u.otherCare.ID })
		}
		if all := there(); len(all) != 1 || all[0].CoachID != u.riikka.ID || all[0].Span != always {
			u.t.Fatalf("it is attended by %+v", all)
		}
		id := there()[0].ID
		wantProblem(u.t, u.EndAttendance(ctx, aino, u.care.UID, id, today), problem.NotFound, "problem.not_found") // of another care team
		wantProblem(u.t, u.EndAttendance(ctx, aino, u.otherCare.UID, id, casework.Day{}), problem.Invalid, "to: problem.day_missing")
		must(u.t, u.EndAttendance(ctx, aino, u.otherCare.UID, id, today.AddDays(-1)))
		wantProblem(u.t, u.EndAttendance(ctx, aino, u.otherCare.UID, id, today), problem.Conflict, "setup.ended_already")
		if all := there(); len(all) != 1 || all[0].To != today.AddDays(-1) {
			u.t.Errorf("ended, it is %+v", all)
		}
		must(u.t, u.AttendCareTeam(ctx, aino, app.Attendance{CareTeam: u.otherCare.UID, Coach: u.riikka.UID, Span: casework.Span{From: today}}))
		must(u.t, u.EndAttendance(ctx, aino, u.otherCare.UID, there()[1].ID, today.AddDays(-1))) // it never began
		if all := there(); len(all) != 1 {
			u.t.Errorf("what never began is still there: %+v", all)
		}
	})
}

func TestWhereCoachesWork(t *testing.T) {
	inTown(t, func(u *town) {
		ctx, aino := u.ctx, u.asAino()
		in := app.AreasInput{Coach: u.sami.UID, Municipalities: []string{"765", "205", "765"}, Span: always}
		must(u.t, u.CoverAreas(ctx, aino, in))
		must(u.t, u.CoverAreas(ctx, aino, in)) // sent again
		areas := func() []casework.CoachArea {
			page, err := u.SetUp(ctx, aino)
			must(u.t, err)
			return page.Service.Areas
		}
		all := areas()
		if len(all) != 2 || !slices.Equal(casework.CoachesOfArea(all, "205", today), []int64{u.sami.ID}) {
			u.t.Fatalf("they work at %+v", all)
		}
		in.Municipalities = []string{"205", "290"}
		wantProblem(u.t, u.CoverAreas(ctx, aino, in), problem.Invalid, "municipality: setup.covers_already")
		in.Municipalities = nil
		wantProblem(u.t, u.CoverAreas(ctx, aino, in), problem.Invalid, "municipality: setup.municipality_missing")
		must(u.t, u.EndArea(ctx, aino, all[0].ID, today))
		if got := areas()[0].To; got != today {
			u.t.Errorf("it ends on %s", got)
		}
		wantProblem(u.t, u.EndArea(ctx, aino, 999, today), problem.NotFound, "problem.not_found")
		wantProblem(u.t, u.EndArea(ctx, u.asSanna(), all[0].ID, today), problem.Forbidden, "access.refused.set_up")
	})
}

func TestRenamePerson(t *testing.T) {
	inTown(t, func(u *town) {
		ctx, aino := u.ctx, u.asAino()
		must(u.t, u.RenamePerson(ctx, aino, u.kaisa.UID, app.PersonText{Revision: 1, Name: " Kaisa  Virtanen", Title: "sairaanhoitaja"}))
		must(u.t, u.RenamePerson(ctx, aino, u.kaisa.UID, app.PersonText{Revision: 1, Name: "Kaisa Virtanen", Title: "sairaanhoitaja"})) // sent again
		page, err := u.Person(ctx, aino, u.kaisa.UID)
		must(u.t, err)
		if page.Name != "Kaisa Virtanen" || page.Title != "sairaanhoitaja" || page.Revision != 2 || len(page.Grants) != 1 {
			u.t.Errorf("renamed, it is %+v", page)
		}
		wantProblem(u.t, u.RenamePerson(ctx, aino, u.kaisa.UID, app.PersonText{Revision: 1, Name: "Kaisa Niemi"}), problem.Conflict, "problem.stale")
		wantProblem(u.t, u.RenamePerson(ctx, aino, u.kaisa.UID, app.PersonText{Revision: 2, Name: " "}), problem.Invalid, "name: people.name_missing")
		wantProblem(u.t, u.RenamePerson(ctx, aino, u.kaisa.UID, app.PersonText{Revision: 2, Name: "Kaisa", Title: "a\x01b"}), problem.Invalid, "title: people.title_wrong")
		wantProblem(u.t, u.RenamePerson(ctx, aino, u.pekka.UID, app.PersonText{Revision: 1, Name: "Pekka"}), problem.NotFound, "problem.not_found")
	})
}

// newHouse is a database in which there is nothing yet.
func newHouse(t *testing.T, test func(*testing.T, *office)) {
	t.Helper()
	open := func(t *testing.T, address string) *office {
		db, err := store.Open(t.Context(), address)
		must(t, err)
		t.Cleanup(func() { _ = db.Close() })
		_, err = db.Migrate(t.Context())
		must(t, err)
		passwords, err := auth.NewPasswords(2, cheap)
		must(t, err)
		clock := testkit.ClockAt(t, "2026-11-23 08:00")
		o := &office{t: t, clock: clock}
		o.App = &app.App{Store: db, Clock: clock.Now, IDs: testkit.NewIDs(7).New, Random: new(counting), Passwords: passwords}
		return o
	}
	t.Run("SQLite", func(t *testing.T) {
		t.Parallel()
		test(t, open(t, "sqlite:"+filepath.Join(t.TempDir(), "sijoita.db")))
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		t.Parallel()
		test(t, open(t, testkit.Postgres(t)))
	})
}

func TestFirstRun(t *testing.T) {
	newHouse(t, func(t *testing.T, o *office) {
		ctx, operator := t.Context(), app.HouseKeeper("serve")
		_, _, err := o.FirstRun(ctx, access.Actor{Kind: access.Person})
		wantProblem(t, err, problem.Forbidden, "access.refused.keep_house")
		old, ok, err := o.FirstRun(ctx, operator)
		if err != nil || !ok {
			t.Fatalf("no link is made: %v", err)
		}
		made, _, err := o.FirstRun(ctx, operator)
		must(t, err)
		if got := made.ExpiresAt.Sub(o.clock.Now()); got != 24*time.Hour {
			t.Errorf("the link lasts %s", got)
		}
		_, err = o.Link(ctx, old.Token)
		wantProblem(t, err, problem.NotFound, "sign_in.link_gone") // the newest link is the only one
		page, err := o.Link(ctx, made.Token)
		if err != nil || page.Kind != store.LinkFirst || len(page.Counties) != 23 {
			t.Errorf("the link's page is %+v, %v", page, err)
		}
		in := app.UsedLink{County: "kainuu", Name: "Eeva Salo", Login: "eeva@kainuu.fi", Password: chosen}
		for want, change := range map[string]func(*app.UsedLink){
			"county: problem.choose":           func(in *app.UsedLink) { in.County = "suvanto" },
			"name: people.name_missing":        func(in *app.UsedLink) { in.Name = "" },
			"login: people.login_wrong":        func(in *app.UsedLink) { in.Login = "eeva" },
			"password: account.password_short": func(in *app.UsedLink) { in.Password = "lyhyt" },
		} {
			wrong := in
			change(&wrong)
			_, err := o.UseLink(ctx, made.Token, wrong)
			wantProblem(t, err, problem.Invalid, want)
		}
		entrance, err := o.UseLink(ctx, made.Token, in)
		must(t, err)
		counties, err := o.Counties(ctx)
		if err != nil || len(counties) != 1 || counties[0].Key != "kainuu" || counties[0].Name.SV != "Kajanalands välfärdsområde" {
			t.Fatalf("the counties are %+v, %v", counties, err)
		}
		o.county = counties[0].ID
		actor := o.visit(entrance.Token).Actor
		if actor.Name != "Eeva Salo" || actor.County != o.county || actor.Grants[0].Role != casework.RoleAdministrator {
			t.Errorf("the first administrator is %+v", actor)
		}
		o.wantLogged(
			"Eeva Salo|admin|add|staff|…|done|first administrator",
			"Eeva Salo|admin|grant|staff|…|done|admin",
			"Eeva Salo|admin|secure|account|…|done|password by first link; 0 sessions ended",
			"Eeva Salo|admin|sign_in|session|…|done|link",
			"Eeva Salo|admin|add|county|kainuu|done|first run")
		_, err = o.UseLink(ctx, made.Token, in)
		wantProblem(t, err, problem.NotFound, "sign_in.link_gone")
		if _, ok, err := o.FirstRun(ctx, operator); ok || err != nil {
			t.Errorf("with a county there, another link is made: %v", err)
		}
		service, err := o.SetUp(ctx, actor)
		must(t, err)
		if next, _ := casework.NextStep(service.Service.Steps(today)); next != casework.StepProgrammes {
			t.Errorf("the next step is %q", next)
		}
	})
}

// An import that has made a county since makes the link worth nothing.
func TestFirstRunAfterAnImport(t *testing.T) {
	newHouse(t, func(t *testing.T, o *office) {
		ctx := t.Context()
		made, _, err := o.FirstRun(ctx, app.HouseKeeper("serve"))
		must(t, err)
		_, err = o.importAs(app.HouseKeeper("tiina"), document("suvanto", twoClients))
		must(t, err)
		_, err = o.UseLink(ctx, made.Token, app.UsedLink{County: "kainuu", Name: "Eeva Salo", Login: "eeva@kainuu.fi", Password: chosen})
		wantProblem(t, err, problem.NotFound, "sign_in.link_gone")
		counties, err := o.Counties(ctx)
		if err != nil || len(counties) != 1 || counties[0].Key != "suvanto" {
			t.Errorf("the counties are %+v, %v", counties, err)
		}
	})
}
