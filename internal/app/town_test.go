package app_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
)

// townsfolk is what every town begins with: two counties, and in the first of
// them two teams of one programme, two care teams and somebody of each role.
type townsfolk struct {
	county, abroad        int64
	programme             casework.Programme
	team, other           casework.Team
	care, otherCare       casework.CareTeam
	riikka, sami, elina   casework.Staff // coaches: two of the team, and one of the other
	paivi, kaisa, outi    casework.Staff // leader of the team, nurse of the care team, manager
	timo, aino, sanna     casework.Staff // reviewer, administrator, data protection officer
	nobody, pekka         casework.Staff // without a role; coach of the other county
	purola, kahvila       casework.Employer
	joona, mirja          resident // coached by Riikka, by Sami
	eero, liisa, anni     resident // of the other team; Eero and Liisa of the care team too, Eero with its leave
	veikko, aada, ritva   resident // waits; has ended; is on a break
	stranger              resident // of the other county
	abroadProgramme       casework.Programme
	abroadTeam            casework.Team
	abroadCare            casework.CareTeam
	abroadPurola          casework.Employer
	dressing, painting    casework.EmployerContact // Riikka at Purola for Joona; at the café for nobody in particular
	joonasJob, mirjasJob  casework.Placement
	joonasTalk, eerosTalk casework.Meeting
}

// resident is a client with their episode.
type resident struct {
	casework.Client
	Episode casework.Episode
}

// town is a database of one's own with the townsfolk in it.
type town struct {
	*app.App
	townsfolk
	t      *testing.T
	ctx    context.Context
	clock  *testkit.Clock
	raw    *sql.DB           // as one who owns the database would come to it
	called map[string]string // what uids stand for, in the log
	read   int               // entries of the log that logged has shown
}

var today = casework.MustDay("2026-11-23")

// template is a database with the townsfolk, to be copied for each test.
type template struct {
	once sync.Once
	folk townsfolk
	file []byte // of SQLite
}

var sqliteTown, postgresTown template

// inTown runs a test in a town on each database.
func inTown(t *testing.T, test func(*town)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) {
		t.Parallel()
		test(sqliteCopy(t))
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		t.Parallel()
		test(postgresCopy(t))
	})
}

func sqliteCopy(t *testing.T) *town {
	t.Helper()
	sqliteTown.once.Do(func() {
		file := filepath.Join(t.TempDir(), "template.db")
		sqliteTown.folk = settled(t, "sqlite:"+file)
		var err error
		sqliteTown.file, err = os.ReadFile(file)
		must(t, err)
	})
	file := filepath.Join(t.TempDir(), "sijoita.db")
	must(t, os.WriteFile(file, sqliteTown.file, 0o600))
	return openTown(t, "sqlite:"+file, "sqlite3", "file:"+file+"?_pragma=busy_timeout(10000)", sqliteTown.folk)
}

func postgresCopy(t *testing.T) *town {
	t.Helper()
	url := testkit.PostgresFromTemplate(t, "town", func(url string) error {
		postgresTown.folk = settled(t, url)
		return nil
	})
	return openTown(t, url, "pgx", url, postgresTown.folk)
}

func openTown(t *testing.T, address, driver, direct string, folk townsfolk) *town {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	raw, err := sql.Open(driver, direct)
	must(t, err)
	t.Cleanup(func() { _ = raw.Close() })
	u := newTown(t, db, testkit.NewIDs(12))
	u.raw, u.townsfolk = raw, folk
	u.nameAll()
	return u
}

func newTown(t *testing.T, db *store.DB, ids *testkit.IDs) *town {
	clock := testkit.ClockAt(t, "2026-11-23 08:00")
	a := &app.App{Store: db, Clock: clock.Now, IDs: ids.New, Random: new(counting), Background: func(func() error) {}}
	return &town{App: a, t: t, ctx: app.WithRequest(t.Context(), "r1"), clock: clock, called: map[string]string{}}
}

// settled makes the database of a template and gives back who lives in it.
func settled(t *testing.T, address string) townsfolk {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	must(t, err)
	_, err = db.Migrate(t.Context())
	must(t, err)
	u := newTown(t, db, testkit.NewIDs(11))
	u.settle()
	must(t, db.Close())
	return u.townsfolk
}

func (u *town) settle() {
	u.t.Helper()
	u.county = u.addCounty("suvanto")
	u.programme, u.team, u.care = u.addUnits(u.county, "Suvannon IPS", "Lintulammen psykiatria")
	u.write(u.county, func(tx *store.Tx) error {
		teams := []casework.Team{{Record: u.record(), ProgrammeID: u.programme.ID, Name: "Lintulammen IPS"}}
		careTeams := []casework.CareTeam{{Record: u.record(), Name: "Suvannon päihdepalvelut", Kind: "substance"}}
		err := errors.Join(tx.AddTeams(teams), tx.AddCareTeams(careTeams))
		u.other, u.otherCare = teams[0], careTeams[0]
		return err
	})
	half := 0.5
	u.riikka = u.hire(u.county, "Riikka Tolonen", coachIn(u.team))
	u.sami = u.hire(u.county, "Sami Karjalainen", casework.Grant{Role: casework.RoleCoach, TeamID: u.team.ID, FTE: &half, Span: always})
	u.elina = u.hire(u.county, "Elina Harju", coachIn(u.other))
	u.paivi = u.hire(u.county, "Päivi Aalto", casework.Grant{Role: casework.RoleTeamLeader, TeamID: u.team.ID, Span: always})
	u.kaisa = u.hire(u.county, "Kaisa Nieminen", nurseIn(u.care))
	u.outi = u.hire(u.county, "Outi Heikkinen", manager(always))
	u.timo = u.hire(u.county, "Timo Laine", casework.Grant{Role: casework.RoleReviewer, Span: always})
	u.aino = u.hire(u.county, "Aino Lehto", casework.Grant{Role: casework.RoleAdministrator, Span: always})
	u.sanna = u.hire(u.county, "Sanna Korhonen", casework.Grant{Role: casework.RoleDPO, Span: always})
	u.nobody = u.hire(u.county, "Niko Entinen")
	u.purola = u.addEmployer(u.county, "Lähikauppa Purola")
	u.kahvila = u.addEmployer(u.county, "Kahvila Kulma")

	direct := casework.Consent{Kind: casework.ConsentEmployers, Given: true, Leave: casework.LeaveDirect}
	toCare := casework.Consent{Kind: casework.ConsentCareTeam, Given: true}
	u.joona = u.move("Joona", "Moilanen", home{u.team, u.riikka, u.otherCare, casework.Active, []casework.Consent{direct}})
	u.mirja = u.move("Mirja", "Laakso", home{u.team, u.sami, u.otherCare, casework.Active, nil})
	u.eero = u.move("Eero", "Åkerlund", home{u.other, u.elina, u.care, casework.Active, []casework.Consent{toCare}})
	u.liisa = u.move("Liisa", "Zetterberg", home{u.other, u.elina, u.care, casework.Active, nil})
	u.anni = u.move("Anni", "Öhman", home{u.other, u.elina, u.otherCare, casework.Active, []casework.Consent{direct, toCare}})
	u.veikko = u.move("Veikko", "Rautio", home{u.team, casework.Staff{}, u.otherCare, casework.Queue, nil})
	u.aada = u.move("Aada", "Virta", home{u.team, u.riikka, u.otherCare, casework.Ended, nil})
	u.ritva = u.move("Ritva", "Kallio", home{u.team, u.riikka, u.otherCare, casework.Paused, nil})

	u.dressing = u.visit(u.riikka, u.purola, -6, &u.joona)
	u.painting = u.visit(u.riikka, u.kahvila, -5, nil)
	u.joonasJob = u.job(u.joona, u.purola, -30)
	u.mirjasJob = u.job(u.mirja, u.kahvila, -20)
	u.joonasTalk = u.meet(u.joona, u.riikka, -10)
	u.eerosTalk = u.meet(u.eero, u.elina, -10)

	u.abroad = u.addCounty("toinen")
	u.abroadProgramme, u.abroadTeam, u.abroadCare = u.addUnits(u.abroad, "Toisen IPS", "Toisen psykiatria")
	u.pekka = u.hire(u.abroad, "Pekka Vieras", coachIn(u.abroadTeam))
	u.abroadPurola = u.addEmployer(u.abroad, "Toisen kauppa")
	u.stranger = u.move("Vieno", "Vieras", home{u.abroadTeam, u.pekka, u.abroadCare, casework.Active, []casework.Consent{direct, toCare}})
}

func coachIn(team casework.Team) casework.Grant {
	return casework.Grant{Role: casework.RoleCoach, TeamID: team.ID, Unit: team.Name, Span: always}
}

func nurseIn(team casework.CareTeam) casework.Grant {
	return casework.Grant{Role: casework.RoleCareWorker, CareTeamID: team.ID, Unit: team.Name, Span: always}
}

// nameAll lets the log say whose uid it is.
func (u *town) nameAll() {
	for _, s := range []casework.Staff{u.riikka, u.sami, u.elina, u.paivi, u.kaisa, u.outi, u.timo, u.aino, u.sanna, u.nobody} {
		u.called[s.UID.String()] = s.Name
	}
	for _, r := range []resident{u.joona, u.mirja, u.eero, u.liisa, u.anni, u.veikko, u.aada, u.ritva} {
		u.called[r.UID.String()] = r.GivenName
		u.called[r.Episode.UID.String()] = r.GivenName + "'s episode"
	}
	u.called[u.dressing.UID.String()], u.called[u.painting.UID.String()] = "dressing", "painting"
	u.called[u.joonasJob.UID.String()], u.called[u.mirjasJob.UID.String()] = "Joona's job", "Mirja's job"
	u.called[u.team.UID.String()], u.called[u.other.UID.String()] = u.team.Name, u.other.Name
}

// row runs one row of a table, of rows that leave the town as it was but for
// the log.
func (u *town) row(rule string, test func()) {
	u.t.Helper()
	outer := u.t
	outer.Run(rule, func(t *testing.T) {
		u.t = t
		defer func() { u.t = outer }()
		test()
	})
}

func (u *town) record() casework.Record { return casework.Record{UID: u.IDs()} }

func (u *town) noted() casework.Noted {
	return casework.Noted{Record: u.record(), RecordedAt: u.clock.Now().UnixMicro()}
}

func (u *town) write(county int64, do func(*store.Tx) error) {
	u.t.Helper()
	must(u.t, u.Store.Write(u.t.Context(), county, u.clock.Now(), do))
}

func (u *town) see(do func(*store.Tx) error) {
	u.t.Helper()
	must(u.t, u.Store.Read(u.t.Context(), u.county, u.clock.Now(), do))
}

func (u *town) addCounty(key string) (id int64) {
	u.t.Helper()
	u.write(0, func(tx *store.Tx) error {
		c, err := tx.AddCounty(casework.County{Key: key})
		id = c.ID
		return err
	})
	return id
}

func (u *town) addUnits(county int64, team, care string) (casework.Programme, casework.Team, casework.CareTeam) {
	u.t.Helper()
	programmes := []casework.Programme{{Record: u.record(), Kind: casework.IPS, Name: "IPS", StartsOn: always.From}}
	teams := []casework.Team{{Record: u.record(), Name: team}}
	careTeams := []casework.CareTeam{{Record: u.record(), Name: care, Kind: "psychiatry"}}
	u.write(county, func(tx *store.Tx) error {
		if err := tx.AddProgrammes(programmes); err != nil {
			return err
		}
		teams[0].ProgrammeID = programmes[0].ID
		return errors.Join(tx.AddTeams(teams), tx.AddCareTeams(careTeams))
	})
	return programmes[0], teams[0], careTeams[0]
}

func (u *town) hire(county int64, name string, grants ...casework.Grant) casework.Staff {
	u.t.Helper()
	person := casework.Staff{Record: u.record(), Name: name, Grants: grants}
	u.write(county, func(tx *store.Tx) (err error) {
		if _, err = tx.AddStaff(person); err == nil {
			person, err = tx.StaffByUID(person.UID)
		}
		return err
	})
	u.called[person.UID.String()] = name
	return person
}

func (u *town) addEmployer(county int64, name string) (e casework.Employer) {
	u.t.Helper()
	u.write(county, func(tx *store.Tx) (err error) {
		e, err = tx.AddEmployer(casework.Employer{Noted: u.noted(), Name: name})
		return err
	})
	return e
}

// home is where a client belongs: the team, coach and care team of their
// episode, the state it is in and what they have given leave for.
type home struct {
	team     casework.Team
	coach    casework.Staff // zero: nobody yet
	care     casework.CareTeam
	state    casework.State
	consents []casework.Consent
}

// move adds a client with a home: referred a hundred days ago, begun ninety
// days ago, on a break for five days, ended or cancelled ten days ago.
func (u *town) move(given, family string, h home) resident {
	u.t.Helper()
	clients := []casework.Client{{
		Record: u.record(), GivenName: given, FamilyName: family, BirthOn: casework.MustDay("1984-05-02"), Municipality: "205",
		Incomes: []casework.Income{{Kind: "disability_pension_kela", Span: always}},
	}}
	e := casework.Episode{
		Noted: u.noted(), ProgrammeID: u.programme.ID, TeamID: h.team.ID, Pathway: casework.PathwayCarer, ReferredOn: today.AddDays(-100),
		ReferringUnitID: h.care.ID, CareTeams: []casework.Dated{{ID: h.care.ID, Span: casework.Span{From: today.AddDays(-100)}}},
	}
	county := u.county
	if h.team.ID == u.abroadTeam.ID {
		county, e.ProgrammeID = u.abroad, u.abroadProgramme.ID
	}
	if h.coach.ID != 0 {
		e.Coaches = []casework.Dated{{ID: h.coach.ID, Span: casework.Span{From: today.AddDays(-100)}}}
	}
	if h.state.Started() {
		e.StartedOn = today.AddDays(-90)
	}
	switch h.state {
	case casework.Paused:
		e.Pauses = []casework.Pause{{Span: casework.Span{From: today.AddDays(-5)}, Reason: "away"}}
	case casework.Ended:
		e.EndedOn, e.EndReason = today.AddDays(-10), "moved away"
	case casework.Cancelled:
		e.CancelledOn = today.AddDays(-10)
	}
	u.write(county, func(tx *store.Tx) (err error) {
		if err = tx.AddClients(clients); err != nil {
			return err
		}
		e.ClientID = clients[0].ID
		if e, err = tx.AddEpisode(e); err != nil {
			return err
		}
		var consents []casework.Consent
		for _, c := range h.consents {
			c.Record, c.ClientID, c.Span = u.record(), clients[0].ID, always
			consents = append(consents, c)
		}
		return tx.AddConsents(consents)
	})
	u.called[clients[0].UID.String()] = given
	return resident{clients[0], e}
}

// ban keeps somebody of the staff from a client, from yesterday on.
func (u *town) ban(r resident, s casework.Staff) {
	u.t.Helper()
	u.write(u.county, func(tx *store.Tx) error {
		old, err := tx.ClientByID(r.ID)
		if err != nil {
			return err
		}
		changed := old
		changed.Bans = append(slices.Clone(old.Bans), casework.Ban{StaffID: s.ID, Span: casework.Span{From: today.AddDays(-1)}})
		_, err = tx.ReviseClient(old, changed, "x", "they know each other")
		return err
	})
}

// visit adds a contact face to face, so many days from today, for a client or,
// with nil, for nobody in particular.
func (u *town) visit(by casework.Staff, at casework.Employer, day int, of *resident) (c casework.EmployerContact) {
	u.t.Helper()
	met := false
	c = casework.EmployerContact{
		Noted: u.noted(), EmployerID: at.ID, On: today.AddDays(day), Staff: []int64{by.ID}, Channel: casework.FaceToFace, Kind: casework.ColdVisit,
		DecisionMaker: &met, Reached: casework.ReachedOther, Next: casework.NextNotNow,
	}
	county := u.county
	if of != nil {
		c.EpisodeID = of.Episode.ID
		if of.Episode.TeamID == u.abroadTeam.ID {
			county = u.abroad
		}
	}
	c.RecordedBy = by.ID
	u.write(county, func(tx *store.Tx) (err error) { c, err = tx.AddContact(c); return err })
	return c
}

// job adds an open job that began so many days from today.
func (u *town) job(of resident, at casework.Employer, day int) (p casework.Placement) {
	u.t.Helper()
	yes := true
	p = casework.Placement{
		Noted: u.noted(), EpisodeID: of.Episode.ID, Kind: casework.Employment, EmployerID: at.ID, StartsOn: today.AddDays(day), OpenMarket: &yes, Permanent: &yes,
	}
	county := u.county
	if of.Episode.TeamID == u.abroadTeam.ID {
		county = u.abroad
	}
	u.write(county, func(tx *store.Tx) (err error) { p, err = tx.AddPlacement(p); return err })
	return p
}

func (u *town) meet(of resident, by casework.Staff, day int) casework.Meeting {
	u.t.Helper()
	all := []casework.Meeting{{
		Noted: u.noted(), EpisodeID: of.Episode.ID, On: today.AddDays(day), Minutes: 45, Staff: []int64{by.ID},
		Place: "community", Channel: casework.MeetingFaceToFace, Kind: casework.MeetingProfile,
	}}
	u.write(u.county, func(tx *store.Tx) error { return tx.AddMeetings(all) })
	return all[0]
}

// as is a person as an actor, with the grants they have by now.
func (u *town) as(s casework.Staff) access.Actor {
	u.t.Helper()
	county := u.county
	if s.ID == u.pekka.ID {
		county = u.abroad
	}
	var h store.Holder
	must(u.t, u.Store.Read(u.t.Context(), county, u.clock.Now(), func(tx *store.Tx) (err error) {
		h, err = tx.HolderOfStaff(s.UID)
		return err
	}))
	return access.Actor{Kind: access.Person, StaffID: s.ID, ID: s.UID.String(), Name: h.Staff.Name, County: county, Grants: h.Staff.Grants, Unled: h.Unled}
}

func (u *town) operator() access.Actor {
	return access.Actor{Kind: access.Operator, ID: "cli:tiina", Name: "tiina", County: u.county}
}

// logged gives the entries since it was last asked, the oldest first, each as
// actor|role|unit|action|kind|target|relation|basis|result|detail|clients.
func (u *town) logged() []string {
	u.t.Helper()
	u.wantWholeLog()
	var lines []string
	for _, e := range u.entries() {
		if e.Request != "r1" || !e.At.Equal(u.clock.Now().Truncate(time.Microsecond)) || e.County != u.county {
			u.t.Errorf("entry %d is of request %q, %v, county %d", e.Seq, e.Request, e.At, e.County)
		}
		if who := u.called[e.ActorID]; who != e.Actor && e.ActorID != "cli:"+e.Actor {
			u.t.Errorf("entry %d is of %q, whose id is that of %q", e.Seq, e.Actor, who)
		}
		target := e.Target
		if name, known := u.called[target]; known {
			target = name
		}
		lines = append(lines, strings.Join([]string{
			e.Actor, e.Role, e.Unit, string(e.Action), e.Kind, target, e.Relation, e.Basis, string(e.Result), e.Detail, u.names(e.Clients),
		}, "|"))
	}
	return lines
}

// entries gives the log's entries since it was last asked, the oldest first.
func (u *town) entries() []audit.Entry {
	u.t.Helper()
	last := u.number(fmt.Sprintf("SELECT COALESCE(MAX(seq), 0) FROM audit WHERE county = %d", u.county))
	var all []audit.Entry
	u.see(func(tx *store.Tx) (err error) { all, err = tx.Entries(0, last-u.read); return err })
	slices.Reverse(all)
	for i, e := range all {
		all[i].Clients = u.keys(fmt.Sprintf("SELECT client FROM audit_client WHERE county = %d AND seq = %d ORDER BY client", u.county, e.Seq))
	}
	u.read = last
	return all
}

// wantWholeLog asks that the log's chain is as it was written.
func (u *town) wantWholeLog() {
	u.t.Helper()
	u.see(func(tx *store.Tx) error { _, err := tx.VerifyLog(); return err })
}

func (u *town) wantLogged(want ...string) {
	u.t.Helper()
	if diff := cmp.Diff(want, u.logged()); diff != "" {
		u.t.Errorf("the log says something else (- wanted, + said):\n%s", diff)
	}
}

// names says which clients they are.
func (u *town) names(clients []int64) string {
	u.t.Helper()
	var names []string
	for _, id := range clients {
		names = append(names, u.text(fmt.Sprintf("SELECT given_name FROM client WHERE id = %d", id)))
	}
	return strings.Join(names, ", ")
}

func (u *town) text(query string) (s string) {
	u.t.Helper()
	must(u.t, u.raw.QueryRowContext(u.t.Context(), query).Scan(&s))
	return s
}

func (u *town) number(query string) (n int) {
	u.t.Helper()
	must(u.t, u.raw.QueryRowContext(u.t.Context(), query).Scan(&n))
	return n
}

func (u *town) keys(query string) []int64 {
	u.t.Helper()
	var keys []int64
	for _, row := range u.rows(query) {
		keys = append(keys, row[0].(int64))
	}
	return keys
}

func (u *town) rows(query string) [][]any {
	u.t.Helper()
	rows, err := u.raw.QueryContext(u.t.Context(), query)
	must(u.t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	must(u.t, err)
	var all [][]any
	for rows.Next() {
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		must(u.t, rows.Scan(into...))
		all = append(all, row)
	}
	must(u.t, rows.Err())
	return all
}

func (u *town) isPostgres() bool { return strings.HasPrefix(u.Store.Address(), "postgres") }

// tables lists the tables of the database.
func (u *town) tables() []string {
	u.t.Helper()
	query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if u.isPostgres() {
		query = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
	}
	var names []string
	for _, row := range u.rows(query) {
		names = append(names, row[0].(string))
	}
	return names
}

// contents is everything that the database holds, table by table.
func (u *town) contents() map[string]string {
	u.t.Helper()
	all := map[string]string{}
	for _, table := range u.tables() {
		var lines []string
		for _, row := range u.rows("SELECT * FROM " + table) {
			lines = append(lines, fmt.Sprint(row...))
		}
		slices.Sort(lines)
		all[table] = strings.Join(lines, "\n")
	}
	return all
}

// wantKept asks that everything but the log is as it was.
func (u *town) wantKept(before map[string]string) {
	u.t.Helper()
	after := u.contents()
	for table := range before {
		if diff := cmp.Diff(before[table], after[table]); diff != "" && !strings.HasPrefix(table, "audit") {
			u.t.Errorf("%s has changed:\n%s", table, diff)
		}
	}
}

// wantSame compares two values whole.
func (u *town) wantSame(what string, got, want any) {
	u.t.Helper()
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b casework.Day) bool { return a == b })); diff != "" {
		u.t.Errorf("%s is not as wanted (- wanted, + got):\n%s", what, diff)
	}
}

// breakLog makes the log take no entry; what is in it can still be read.
func (u *town) breakLog() {
	u.t.Helper()
	statement := "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'the log is full'); END"
	if u.isPostgres() {
		statement = "ALTER TABLE audit ADD CONSTRAINT full_log CHECK (false) NOT VALID"
	}
	_, err := u.raw.ExecContext(u.t.Context(), statement)
	must(u.t, err)
}
