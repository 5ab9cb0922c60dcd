package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
)

var moment = time.Date(2026, 11, 21, 12, 35, 0, 0, time.UTC)

// each runs a test on both databases, each migrated and its own.
func each(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Run("SQLite", func(t *testing.T) {
		t.Parallel()
		test(t, migrated(t, "sqlite:"+filepath.Join(t.TempDir(), "sijoita.db")))
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		t.Parallel()
		test(t, migrated(t, testkit.PostgresFromTemplate(t, "store", func(url string) error {
			db, err := store.Open(context.Background(), url)
			if err != nil {
				return err
			}
			_, err = db.Migrate(context.Background())
			return errors.Join(err, db.Close())
		})))
	})
}

func migrated(t *testing.T, address string) *store.DB {
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db
}

// world is the little that the tests here need: a county with one of each.
type world struct {
	county    int64
	programme casework.Programme
	coach     casework.Staff
	second    casework.Staff
	employer  casework.Employer
	other     casework.Employer // added by the tests that need two
	clients   []casework.Client
	episodes  []casework.Episode
}

var ids = testkit.NewIDs(1)

func record(sender string) casework.Record { return casework.Record{UID: ids.New(), SenderID: sender} }

func noted() casework.Noted {
	return casework.Noted{Record: record(""), RecordedAt: moment.UnixMicro()}
}

func newWorld(t testing.TB, db *store.DB) world {
	t.Helper()
	var w world
	write(t, db, 0, func(tx *store.Tx) error {
		c, err := tx.AddCounty(casework.County{Key: "suvanto", Name: casework.Names{FI: "Suvannon hyvinvointialue"}})
		w.county = c.ID
		return err
	})
	write(t, db, w.county, func(tx *store.Tx) error {
		var err error
		programmes := []casework.Programme{{Record: record("ips"), Kind: casework.IPS, Name: "IPS", StartsOn: casework.MustDay("2025-05-01")}}
		if err := tx.AddProgrammes(programmes); err != nil {
			return err
		}
		w.programme = programmes[0]
		teams := []casework.Team{{Record: record("t1"), ProgrammeID: w.programme.ID, Name: "Suvannon IPS"}}
		if err := tx.AddTeams(teams); err != nil {
			return err
		}
		team := teams[0]
		grant := casework.Grant{Role: casework.RoleCoach, TeamID: team.ID, Span: casework.Span{From: casework.MustDay("2025-05-01")}}
		if w.coach, err = tx.AddStaff(casework.Staff{Record: record("c1"), Name: "Riikka Tolonen", Grants: []casework.Grant{grant}}); err != nil {
			return err
		}
		if w.second, err = tx.AddStaff(casework.Staff{Record: record("c2"), Name: "Sami Karjalainen"}); err != nil {
			return err
		}
		if w.employer, err = tx.AddEmployer(casework.Employer{Noted: noted(), Name: "Lähikauppa Purola"}); err != nil {
			return err
		}
		for i := range 3 {
			w.clients = append(w.clients, casework.Client{Record: record(fmt.Sprintf("p%d", i+1)), GivenName: "Joona", FamilyName: "Moilanen",
				BirthOn: casework.MustDay("1984-05-02"), Incomes: []casework.Income{{Kind: "wage", Span: casework.Span{From: casework.MustDay("2026-01-01")}}}})
		}
		if err := tx.AddClients(w.clients); err != nil {
			return err
		}
		for _, client := range w.clients {
			episode, err := tx.AddEpisode(casework.Episode{
				Noted: noted(), ClientID: client.ID, ProgrammeID: w.programme.ID, TeamID: team.ID, Pathway: casework.PathwaySelf,
				ReferredOn: casework.MustDay("2026-08-12"), StartedOn: casework.MustDay("2026-08-18"),
				Coaches: []casework.Dated{{ID: w.coach.ID}}, Pauses: []casework.Pause{{Span: casework.Span{From: casework.MustDay("2026-09-01"), To: casework.MustDay("2026-09-10")}, Reason: "loma"}},
			})
			if err != nil {
				return err
			}
			w.episodes = append(w.episodes, episode)
		}
		return nil
	})
	return w
}

func write(t testing.TB, db *store.DB, county int64, fn func(*store.Tx) error) {
	t.Helper()
	if err := db.Write(t.Context(), county, moment, fn); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, db *store.DB, county int64, fn func(*store.Tx) error) {
	t.Helper()
	if err := db.Read(t.Context(), county, moment, fn); err != nil {
		t.Fatal(err)
	}
}

func (w world) contact(on string, episode int64, channel casework.ContactChannel, staff ...int64) casework.EmployerContact {
	yes := true
	return casework.EmployerContact{Noted: noted(), EmployerID: w.employer.ID, On: casework.MustDay(on), EpisodeID: episode,
		Channel: channel, Kind: casework.ColdVisit, Staff: staff, DecisionMaker: &yes, Reached: casework.ReachedDecisionMaker, Learned: "tarvetta keväällä"}
}

func TestACorrectionKeepsTheOldText(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		var first, second casework.EmployerContact
		write(t, db, w.county, func(tx *store.Tx) (err error) {
			first, err = tx.AddContact(w.contact("2026-11-19", w.episodes[0].ID, casework.FaceToFace, w.coach.ID, w.second.ID))
			return err
		})
		write(t, db, w.county, func(tx *store.Tx) (err error) {
			changed := first
			changed.On, changed.Staff = casework.MustDay("2026-11-18"), []int64{w.second.ID}
			second, err = tx.ReviseContact(first, changed, "actor", "väärä päivä")
			return err
		})
		read(t, db, w.county, func(tx *store.Tx) error {
			now, err := tx.ContactByUID(first.UID)
			if err != nil {
				return err
			}
			if now.Revision != 2 || now.On != casework.MustDay("2026-11-18") || len(now.Staff) != 1 || now.Staff[0] != w.second.ID {
				t.Errorf("the present text is %+v", now)
			}
			old, err := tx.Revisions("employer_contact", first.ID)
			if err != nil {
				return err
			}
			if len(old) != 1 || old[0].Reason != "väärä päivä" || !strings.Contains(string(old[0].Body), "2026-11-19") {
				t.Errorf("the old text is %+v", old)
			}
			return nil
		})
		err := db.Write(t.Context(), w.county, moment, func(tx *store.Tx) error {
			_, err := tx.ReviseContact(first, second, "actor", "from a stale page")
			return err
		})
		if !errors.Is(err, store.ErrStale) {
			t.Errorf("correcting the old text again gives %v, want ErrStale", err)
		}
	})
}

func TestTheSameUIDIsAddedOnce(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		c := w.contact("2026-11-19", 0, casework.FaceToFace, w.coach.ID)
		write(t, db, w.county, func(tx *store.Tx) error { _, err := tx.AddContact(c); return err })
		err := db.Write(t.Context(), w.county, moment, func(tx *store.Tx) error { _, err := tx.AddContact(c); return err })
		if !errors.Is(err, store.ErrTaken) {
			t.Errorf("adding it again gives %v, want ErrTaken", err)
		}
	})
}

// TestTheStateOfNearIsTheEpisodes holds the conditions in SQL to what an episode
// says of itself, for every order of its days.
func TestTheStateOfNearIsTheEpisodes(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		on := casework.DayAt(moment)
		days := []casework.Day{{}, on.AddDays(-1), on, on.AddDays(1)}
		var team int64
		var all []casework.Episode
		write(t, db, w.county, func(tx *store.Tx) error {
			teams := []casework.Team{{Record: record(""), ProgrammeID: w.episodes[0].ProgrammeID, Name: "Oma"}}
			if err := tx.AddTeams(teams); err != nil {
				return err
			}
			team = teams[0].ID
			for _, cancelled := range days {
				for _, started := range days {
					for _, ended := range days {
						client, err := tx.AddClient(casework.Client{Record: record(""), GivenName: "A", FamilyName: "B", BirthOn: on.AddMonths(-300)})
						if err != nil {
							return err
						}
						e := casework.Episode{Noted: noted(), ClientID: client.ID, ProgrammeID: w.episodes[0].ProgrammeID, TeamID: team, Pathway: casework.PathwaySelf,
							ReferredOn: on.AddDays(-2), CancelledOn: cancelled, StartedOn: started, EndedOn: ended,
							Pauses: []casework.Pause{{Span: casework.Span{From: on}}}}
						if e, err = tx.AddEpisode(e); err != nil {
							return err
						}
						all = append(all, e)
					}
				}
			}
			return nil
		})
		holds := map[store.NearState]func(casework.State) bool{
			store.EveryEpisode: func(casework.State) bool { return true },
			store.NotOver:      func(s casework.State) bool { return s != casework.Ended && s != casework.Cancelled },
			store.Waiting:      func(s casework.State) bool { return s == casework.Queue },
		}
		for state, in := range holds {
			var want, got, courses []int64
			for _, e := range all {
				if in(e.StateOn(on)) {
					want = append(want, e.ID)
				}
			}
			read(t, db, w.county, func(tx *store.Tx) error {
				near := store.Near{Teams: []int64{team}, State: state, On: on}
				whole, err := tx.EpisodesNear(near)
				if err != nil {
					return err
				}
				for _, e := range whole {
					got = append(got, e.ID)
				}
				brief, err := tx.CoursesNear(near)
				for i, e := range brief {
					if e.StateOn(on) == whole[i].StateOn(on) {
						courses = append(courses, e.ID)
					}
				}
				return err
			})
			if !slices.Equal(got, want) || !slices.Equal(courses, want) {
				t.Errorf("state %d: listed %v and in brief %v, want %v", state, got, courses, want)
			}
		}
	})
}

func TestNothingCrossesTheCounty(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		var other int64
		write(t, db, 0, func(tx *store.Tx) error {
			c, err := tx.AddCounty(casework.County{Key: "toinen", Name: casework.Names{FI: "Toinen"}})
			other = c.ID
			return err
		})
		read(t, db, other, func(tx *store.Tx) error {
			if _, err := tx.ClientByUID(w.clients[0].UID); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("another county reads the client: %v", err)
			}
			episodes, err := tx.EpisodesNear(store.Near{Teams: []int64{w.episodes[0].TeamID}, Coaches: []int64{w.coach.ID}})
			if len(episodes) != 0 {
				t.Errorf("another county lists %d episodes", len(episodes))
			}
			return err
		})
	})
}

func TestEmployersAreFoundByTheBeginningOfAnyWord(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		write(t, db, w.county, func(tx *store.Tx) error {
			for _, e := range []casework.Employer{
				{Name: "Suvannon Kiinteistöhuolto Oy"}, {Name: "Åkerlund & Pojat"}, {Name: "100 % Puhdas"}, {Name: "Kahvila_Kulma"},
				{Name: "Café Tyyni", BusinessID: "9876543-0", Municipality: "205"}, {Name: "Poistettu", Noted: casework.Noted{Withdrawn: true}},
			} {
				e.Record = record("")
				if _, err := tx.AddEmployer(e); err != nil {
					return err
				}
			}
			return nil
		})
		for typed, want := range map[string]string{
			"purola": "Lähikauppa Purola", "LÄHI": "Lähikauppa Purola", "kiinteistö suv": "Suvannon Kiinteistöhuolto Oy",
			"åk": "Åkerlund & Pojat", "100 %": "100 % Puhdas", "kahvila_": "Kahvila_Kulma", "urola": "", "%": "100 % Puhdas", " ": "",
			"cafe": "Café Tyyni", "9876543-0": "Café Tyyni", "9876543": "Café Tyyni", "kajaani": "Café Tyyni", "kajana tyy": "Café Tyyni", "poist": "",
		} {
			read(t, db, w.county, func(tx *store.Tx) error {
				found, err := tx.FindEmployers(typed, 5)
				got := ""
				if len(found) > 0 {
					got = found[0].Name
				}
				if got != want {
					t.Errorf("typing %q finds %q, want %q", typed, got, want)
				}
				return err
			})
		}
	})
}

// TestSummariesEqualTheRows does random work and compares what is kept with
// what the rows give.
func TestSummariesEqualTheRows(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		write(t, db, w.county, func(tx *store.Tx) (err error) {
			w.other, err = tx.AddEmployer(casework.Employer{Noted: noted(), Name: "Kahvila Kulma"})
			return err
		})
		var all []casework.EmployerContact
		var held []casework.Meeting
		rapid.Check(t, func(rt *rapid.T) {
			for range rapid.IntRange(1, 6).Draw(rt, "deeds") {
				write(t, db, w.county, func(tx *store.Tx) error {
					if rapid.Bool().Draw(rt, "a meeting") {
						return w.talk(rt, tx, &held)
					}
					return w.deed(rt, tx, &all)
				})
			}
			kept := summaries(t, db, w)
			write(t, db, w.county, (*store.Tx).Summarize)
			if made := summaries(t, db, w); kept != made {
				rt.Fatalf("kept:\n%s\nfrom the rows:\n%s", kept, made)
			}
		})
	})
}

// talk notes a meeting, or corrects, moves or withdraws one.
func (w world) talk(rt *rapid.T, tx *store.Tx, all *[]casework.Meeting) error {
	episode := rapid.SampledFrom([]int64{w.episodes[0].ID, w.episodes[1].ID, w.episodes[2].ID}).Draw(rt, "episode")
	on := casework.MustDay("2026-11-02").AddDays(rapid.IntRange(0, 20).Draw(rt, "day"))
	if len(*all) == 0 || rapid.Bool().Draw(rt, "add") {
		m, err := tx.AddMeeting(w.meeting(on.String(), episode))
		*all = append(*all, m)
		return err
	}
	i := rapid.IntRange(0, len(*all)-1).Draw(rt, "which")
	old := (*all)[i]
	changed := old
	changed.On, changed.EpisodeID, changed.Withdrawn = on, episode, rapid.Bool().Draw(rt, "withdraw")
	changed, err := tx.ReviseMeeting(old, changed, "actor", "random")
	(*all)[i] = changed
	return err
}

// deed adds a contact, or corrects, moves or withdraws one.
func (w world) deed(rt *rapid.T, tx *store.Tx, all *[]casework.EmployerContact) error {
	episode := rapid.SampledFrom([]int64{0, w.episodes[0].ID, w.episodes[1].ID, w.episodes[2].ID}).Draw(rt, "episode")
	channel := rapid.SampledFrom(casework.ContactChannels).Draw(rt, "channel")
	staff := rapid.SampledFrom([][]int64{{w.coach.ID}, {w.coach.ID, w.second.ID}}).Draw(rt, "staff")
	on := casework.MustDay("2026-11-02").AddDays(rapid.IntRange(0, 20).Draw(rt, "day"))
	employer := rapid.SampledFrom([]int64{w.employer.ID, w.other.ID}).Draw(rt, "employer")
	next, returnOn := casework.NextNotNow, casework.Day{}
	if rapid.Bool().Draw(rt, "return") {
		next, returnOn = casework.NextReturn, on.AddDays(28)
	}
	if len(*all) == 0 || rapid.Bool().Draw(rt, "add") {
		c := w.contact(on.String(), episode, channel, staff...)
		c.EmployerID, c.Next, c.ReturnOn = employer, next, returnOn
		c, err := tx.AddContact(c)
		*all = append(*all, c)
		return err
	}
	i := rapid.IntRange(0, len(*all)-1).Draw(rt, "which")
	old := (*all)[i]
	changed := old
	changed.On, changed.EpisodeID, changed.Channel, changed.Staff = on, episode, channel, staff
	changed.EmployerID, changed.Next, changed.ReturnOn = employer, next, returnOn
	changed.Withdrawn = rapid.Bool().Draw(rt, "withdraw")
	changed, err := tx.ReviseContact(old, changed, "actor", "random")
	(*all)[i] = changed
	return err
}

func summaries(t testing.TB, db *store.DB, w world) string {
	var b strings.Builder
	read(t, db, w.county, func(tx *store.Tx) error {
		weeks, err := tx.CoachWeeks([]int64{w.coach.ID, w.second.ID}, 202601, 202653)
		if err != nil {
			return err
		}
		for _, x := range weeks {
			if x.FaceToFace != 0 || x.Other != 0 { // a week emptied by a correction may keep a row of zeros
				fmt.Fprintf(&b, "%+v\n", x)
			}
		}
		for _, c := range w.clients {
			last, err := tx.LastOf([]int64{c.ID})
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "%d %+v\n", c.ID, last[c.ID])
		}
		newest, err := tx.LastContacts([]int64{w.employer.ID, w.other.ID})
		if err != nil {
			return err
		}
		for _, staff := range []int64{w.coach.ID, w.second.ID} {
			returns, err := tx.ReturnsOf(staff, casework.MustDay("2026-12-10"))
			if err != nil {
				return err
			}
			slices.Sort(returns)
			fmt.Fprintf(&b, "%d goes back to %v\n", staff, returns)
		}
		for _, filter := range []store.EmployerFilter{store.EveryEmployer, store.EmployersToMeet} {
			listed, err := tx.Employers(store.EmployerQuery{Filter: filter, Most: 10})
			if err != nil {
				return err
			}
			for _, e := range listed {
				fmt.Fprintf(&b, "%s %s %d %s\n", filter, e.Name, newest[e.ID].ID, newest[e.ID].On)
			}
		}
		return nil
	})
	return b.String()
}

func entry(client int64) audit.Entry {
	return audit.Entry{Request: "r1", ActorID: "u1", Actor: "Riikka Tolonen", Role: "coach", Unit: "Suvannon IPS",
		Action: audit.Showed, Kind: "client", Relation: "team", Basis: "coach_team", Result: audit.Shown, Clients: []int64{client, client}}
}

// touch is something that one who owns the database does to the log, and the
// number of the first entry that is not as it was written.
type touch struct {
	name, sql string
	first     int64
}

// touches are by hand what people would think of, and then every column of an
// entry edited, entries deleted, put in, exchanged and turned round at random
// places.
func touches(entries int64) []touch {
	all := []touch{
		{"an entry is edited", "UPDATE audit SET actor = 'Somebody Else' WHERE seq = 5", 5},
		{"an entry is deleted", "DELETE FROM audit WHERE seq = 5", 5},
		{"an entry is deleted with its clients", "DELETE FROM audit WHERE seq = 5; DELETE FROM audit_client WHERE seq = 5", 5},
		{"the last entry is deleted", fmt.Sprintf("DELETE FROM audit WHERE seq = %d", entries), entries},
		{"the last two entries are deleted with their clients", fmt.Sprintf("DELETE FROM audit WHERE seq > %[1]d; DELETE FROM audit_client WHERE seq > %[1]d", entries-2), entries - 1},
		{"a gap is closed", "DELETE FROM audit WHERE seq = 5; UPDATE audit SET seq = -(seq - 1) WHERE seq > 5; UPDATE audit SET seq = -seq WHERE seq < 0", 5},
		{"a client is taken off an entry", "DELETE FROM audit_client WHERE seq = 5", 5},
		{"a client is put on an entry", "INSERT INTO audit_client (client, seq, county) VALUES (99, 5, 1)", 5},
		{"a client is put where no entry is", "INSERT INTO audit_client (client, seq, county) VALUES (99, 5000, 1)", entries + 1},
		{"the clients of two entries are exchanged", "UPDATE audit_client SET seq = CASE seq WHEN 4 THEN -5 ELSE -4 END WHERE seq IN (4, 5); UPDATE audit_client SET seq = -seq WHERE seq < 0", 4},
		{"all entries are deleted", "DELETE FROM audit", 1},
		{"the head is moved", "UPDATE audit_head SET seq = 8", entries + 1},
		{"the head is deleted", "DELETE FROM audit_head", entries + 1},
	}
	for n, column := range []string{"request", "actor_id", "actor", "role", "unit", "action", "kind", "target", "relation", "basis", "result", "detail"} {
		at := int64(1 + (n*7)%int(entries))
		all = append(all, touch{column + " is edited", fmt.Sprintf("UPDATE audit SET %s = %[1]s || 'x' WHERE seq = %d", column, at), at})
	}
	chance := rand.New(rand.NewPCG(4, 60))
	for n := range 60 {
		a := 1 + chance.Int64N(entries-1)
		b := a + 1 + chance.Int64N(entries-a)
		all = append(all, []touch{
			{fmt.Sprintf("the time of entry %d is moved", a), fmt.Sprintf("UPDATE audit SET at = at + 1 WHERE seq = %d", a), a},
			{fmt.Sprintf("entries %d and %d change places", a, b), fmt.Sprintf("UPDATE audit SET seq = CASE seq WHEN %[1]d THEN -%[2]d ELSE -%[1]d END WHERE seq IN (%[1]d, %[2]d); UPDATE audit SET seq = -seq WHERE seq < 0", a, b), a},
			{fmt.Sprintf("entries %d to %d are turned round", a, b), fmt.Sprintf("UPDATE audit SET seq = -(%d - seq) WHERE seq BETWEEN %d AND %d; UPDATE audit SET seq = -seq WHERE seq < 0", a+b, a, b), a},
			{fmt.Sprintf("entry %d is put over entry %d", a, b), fmt.Sprintf("DELETE FROM audit WHERE seq = %[2]d; INSERT INTO audit SELECT county, %[2]d, at, request, actor_id, actor, role, unit, action, kind, target, relation, basis, result, detail, hash FROM audit WHERE seq = %[1]d", a, b), b},
			{fmt.Sprintf("entries %d to %d are deleted", a, b), fmt.Sprintf("DELETE FROM audit WHERE seq BETWEEN %d AND %d", a, b), a},
		}[n%5])
	}
	return all
}

// TestTheLogShowsEveryTouch touches the log as one who owns the database can,
// one touch at a time; each is found, and the first bad entry is named.
//
// Seen to fail: with the comparison of hashes left out of VerifyLog, with the
// clients left out of Seal, and with verifyHead left out.
func TestTheLogShowsEveryTouch(t *testing.T) {
	const entries = 40
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for i := range entries {
			e := entry(int64(i + 1))
			e.Request = fmt.Sprintf("r%d", i)
			if err := db.Log(t.Context(), w.county, moment, e); err != nil {
				t.Fatal(err)
			}
		}
		verify := func() (n int64, err error) {
			read(t, db, w.county, func(tx *store.Tx) error { n, err = tx.VerifyLog(); return nil })
			return n, err
		}
		if n, err := verify(); n != entries || err != nil {
			t.Fatalf("the untouched log gives %d, %v", n, err)
		}
		for _, touch := range touches(entries) {
			undo := store.TouchForTest(t, db, touch.sql)
			if n, err := verify(); !errors.Is(err, store.ErrBroken) || n+1 != touch.first {
				t.Errorf("%s: verifying names entry %d (%v), want %d", touch.name, n+1, err, touch.first)
			}
			undo()
		}
		if n, err := verify(); n != entries || err != nil {
			t.Fatalf("the log as it was gives %d, %v", n, err)
		}
	})
}

func TestReadersShareTheLogWithoutLosingAnEntry(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		const readers, each = 16, 20
		var wg sync.WaitGroup
		for r := range readers {
			wg.Go(func() {
				for range each {
					if err := db.Log(context.Background(), w.county, moment, entry(int64(r+1))); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		read(t, db, w.county, func(tx *store.Tx) error {
			n, err := tx.VerifyLog()
			if n != readers*each {
				t.Errorf("the log holds %d entries, want %d", n, readers*each)
			}
			mine, listErr := tx.EntriesOfClient(3, 0, 1000)
			if len(mine) != each {
				t.Errorf("client 3 has %d entries, want %d", len(mine), each)
			}
			return errors.Join(err, listErr)
		})
	})
}

// TestEmployersAreListedAPageAtATime asks for every filter, in both orders.
func TestEmployersAreListedAPageAtATime(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		today := casework.MustDay("2026-11-21")
		write(t, db, w.county, func(tx *store.Tx) error {
			add := func(name string, change func(*casework.Employer)) casework.Employer {
				e := casework.Employer{Noted: noted(), Name: name}
				change(&e)
				e, err := tx.AddEmployer(e)
				if err != nil {
					t.Fatal(err)
				}
				return e
			}
			visit := func(at casework.Employer, on string, next casework.Next, returnOn casework.Day, staff int64) {
				c := w.contact(on, 0, casework.ByPhone, staff)
				c.EmployerID, c.Next, c.ReturnOn = at.ID, next, returnOn
				if _, err := tx.AddContact(c); err != nil {
					t.Fatal(err)
				}
			}
			plain := func(*casework.Employer) {}
			aalto := add("Aalto Oy", plain)
			ohra := add("Öhra", plain)
			ake := add("Åke & Co", func(e *casework.Employer) { e.OwnerID = w.coach.ID })
			add("Äijälä", func(e *casework.Employer) {
				e.DoNotContact = casework.DoNotContact{On: today, Reason: "x"}
			})
			add("Bingo", func(e *casework.Employer) { e.Withdrawn = true })
			visit(w.employer, "2026-11-20", casework.NextReturn, today.AddDays(9), w.coach.ID)
			visit(aalto, "2026-11-01", casework.NextReturn, today.AddDays(2), w.second.ID)
			visit(ohra, "2026-10-01", casework.NextReturn, today, w.coach.ID)
			visit(ohra, "2026-11-02", casework.NextNotNow, casework.Day{}, w.second.ID)
			hours := func(at casework.Employer, from, to string) {
				p := casework.Placement{Noted: noted(), EpisodeID: w.episodes[0].ID, Kind: casework.Employment, EmployerID: at.ID, StartsOn: casework.MustDay(from)}
				if to != "" {
					p.EndsOn = casework.MustDay(to)
				}
				if _, err := tx.AddPlacement(p); err != nil {
					t.Fatal(err)
				}
			}
			hours(ake, "2026-10-01", "")
			hours(ake, "2026-10-01", today.String())
			hours(aalto, "2026-10-01", "2026-11-20")
			hours(ohra, "2026-11-22", "")
			return nil
		})
		for _, row := range []struct {
			rule string
			q    store.EmployerQuery
			want string
		}{
			{"the latest met first, those never met last", store.EmployerQuery{}, "Lähikauppa Purola, Öhra, Aalto Oy, Äijälä, Åke & Co"},
			{"a page of them", store.EmployerQuery{From: 1, Most: 2}, "Öhra, Aalto Oy"},
			{"by name, as the alphabet goes", store.EmployerQuery{ByName: true}, "Aalto Oy, Lähikauppa Purola, Åke & Co, Äijälä, Öhra"},
			{"those with a word", store.EmployerQuery{Typed: "ää", ByName: true}, ""},
			{"those with a word that begins so", store.EmployerQuery{Typed: "å", ByName: true}, "Åke & Co"},
			{"more than a name finds none", store.EmployerQuery{Typed: strings.Repeat("a", 201)}, ""},
			{"one's own: looked after, or met since", store.EmployerQuery{Filter: store.OwnEmployers, StaffID: w.coach.ID, Since: casework.MustDay("2026-10-02"), ByName: true}, "Lähikauppa Purola, Åke & Co"},
			{"to go back to, the earliest first", store.EmployerQuery{Filter: store.EmployersToMeet}, "Aalto Oy, Lähikauppa Purola"},
			{"where somebody works today", store.EmployerQuery{Filter: store.EmployersHiring, Today: today}, "Åke & Co"},
			{"those that want no contacts", store.EmployerQuery{Filter: store.EmployersStopped}, "Äijälä"},
		} {
			read(t, db, w.county, func(tx *store.Tx) error {
				row.q.Most = max(row.q.Most, 0)
				if row.q.Most == 0 {
					row.q.Most = 50
				}
				found, err := tx.Employers(row.q)
				var names []string
				var ids []int64
				for _, e := range found {
					names, ids = append(names, e.Name), append(ids, e.ID)
				}
				if got := strings.Join(names, ", "); got != row.want {
					t.Errorf("%s: %s, want %s", row.rule, got, row.want)
				}
				if row.q.Filter == store.EmployersHiring {
					jobs, err := tx.RunningJobs(ids, today)
					if err != nil || len(jobs) != 1 || jobs[ids[0]] != 2 {
						t.Errorf("the jobs are %v, %v", jobs, err)
					}
				}
				return err
			})
		}
	})
}

// TestANameIsClaimedOnce: two who add one employer at once make one.
func TestANameIsClaimedOnce(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		by := func(staff int64, change func(*casework.Employer)) error {
			return db.Write(t.Context(), w.county, moment, func(tx *store.Tx) error {
				e := casework.Employer{Noted: noted(), Name: "Kahvila  KULMA"}
				e.RecordedBy = staff
				change(&e)
				_, err := tx.AddEmployer(e)
				return err
			})
		}
		plain := func(*casework.Employer) {}
		if err := by(w.coach.ID, plain); err != nil {
			t.Fatal(err)
		}
		if err := by(w.second.ID, func(e *casework.Employer) { e.Name = "kahvila kulma" }); !errors.Is(err, store.ErrTaken) {
			t.Errorf("the same name, whatever its case: %v", err)
		}
		for rule, err := range map[string]error{
			"an import may bring several of a name": by(0, plain),
			"one said to be apart":                  by(w.second.ID, func(e *casework.Employer) { e.Apart = true }),
			"a withdrawn one":                       by(w.second.ID, func(e *casework.Employer) { e.Withdrawn = true }),
		} {
			if err != nil {
				t.Errorf("%s: %v", rule, err)
			}
		}
	})
}
