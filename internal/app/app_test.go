package app_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
	"sijoita/problem"
)

var update = flag.Bool("update", false, "rewrite testdata/access.golden.md")

// relation is one way for a client to stand to the people of the town.
type relation struct {
	name string
	home func(*town) home
}

var (
	direct = casework.Consent{Kind: casework.ConsentEmployers, Given: true, Leave: casework.LeaveDirect}
	toCare = casework.Consent{Kind: casework.ConsentCareTeam, Given: true}
)

var relations = []relation{
	{"own caseload", func(u *town) home {
		return home{u.team, u.riikka, u.otherCare, casework.Active, []casework.Consent{direct}}
	}},
	{"own team", func(u *town) home {
		return home{u.team, u.sami, u.otherCare, casework.Active, []casework.Consent{direct}}
	}},
	{"own care team, leave", func(u *town) home {
		return home{u.other, u.elina, u.care, casework.Active, []casework.Consent{direct, toCare}}
	}},
	{"own care team, no leave", func(u *town) home {
		return home{u.other, u.elina, u.care, casework.Active, []casework.Consent{direct}}
	}},
	{"other team", func(u *town) home {
		return home{u.other, u.elina, u.otherCare, casework.Active, []casework.Consent{direct, toCare}}
	}},
	{"other county", func(u *town) home {
		return home{u.abroadTeam, u.pekka, u.abroadCare, casework.Active, []casework.Consent{direct, toCare}}
	}},
}

// cast is who asks in the golden table.
var cast = []struct {
	name string
	who  func(*town) access.Actor
}{
	{"Coach", (*town).asRiikka},
	{"Team leader", func(u *town) access.Actor { return u.as(u.paivi) }},
	{"Care worker", func(u *town) access.Actor { return u.as(u.kaisa) }},
	{"Manager", func(u *town) access.Actor { return u.as(u.outi) }},
	{"Reviewer", func(u *town) access.Actor { return u.as(u.timo) }},
	{"Administrator", (*town).asAino},
	{"Data protection officer", (*town).asSanna},
	{"Nobody", func(u *town) access.Actor { return u.as(u.nobody) }},
	{"Operator", (*town).operator},
}

const accessHead = `# Who may do what

Made by ` + "`go test ./internal/app -run Access -update`" + ` by doing every use case as everybody; a change here is a change of what people may do.

yes: done · refused: told that they may not · not found: as if it were not there. Whatever is refused is in the log, and so is what was
not found but of another county. The coach is Riikka; her client and her team's, the team leader leads that team, and the care worker is of the
care team of the third and fourth client, of whom the third has given leave to tell it. Nobody is somebody of the staff without a role.
`

// TestAccess does so on SQLite: who may do what no database decides. That every use
// case is done, refused and logged on both databases, TestWhatCannotBeLoggedIsNeitherShownNorKept
// holds.
func TestAccess(t *testing.T) {
	t.Parallel()
	const path = "testdata/access.golden.md"
	got := accessTable(t, sqliteCopy)
	if *update {
		must(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(got, want) {
		t.Errorf("who may do what has changed; see it with -update. It is now\n%s", got)
	}
}

// accessTable does every use case as everybody, each in a town of their own.
func accessTable(t *testing.T, open func(*testing.T) *town) []byte {
	t.Helper()
	clients, others := make([][][]string, len(cast)), make([][]string, len(cast))
	t.Run("cast", func(t *testing.T) {
		for i, role := range cast {
			t.Run(role.name, func(t *testing.T) {
				t.Parallel()
				u := open(t)
				actor := role.who(u)
				for _, c := range aboutClients {
					var cells []string
					for _, r := range relations {
						cells = append(cells, u.outcome(c, actor, r))
					}
					clients[i] = append(clients[i], cells)
				}
				for _, c := range aboutOthers {
					others[i] = append(others[i], u.outcome(c, actor, relations[0]))
				}
				u.wantNoCanary()
			})
		}
	})
	var b bytes.Buffer
	b.WriteString(accessHead)
	for i, role := range cast {
		fmt.Fprintf(&b, "\n## %s, with a client\n\n", role.name)
		writeHead(&b, func(yield func(string)) {
			for _, r := range relations {
				yield(r.name)
			}
		})
		for j, c := range aboutClients {
			writeRow(&b, c.name, clients[i][j])
		}
	}
	b.WriteString("\n## Everybody, with no one client\n\n")
	writeHead(&b, func(yield func(string)) {
		for _, role := range cast {
			yield(role.name)
		}
	})
	for j, c := range aboutOthers {
		var cells []string
		for i := range cast {
			cells = append(cells, others[i][j])
		}
		writeRow(&b, c.name, cells)
	}
	return b.Bytes()
}

func writeHead(b *bytes.Buffer, names func(yield func(string))) {
	var all, rule []string
	names(func(name string) { all, rule = append(all, name), append(rule, "---") })
	writeRow(b, "", all)
	writeRow(b, "---", rule)
}

func writeRow(b *bytes.Buffer, name string, cells []string) {
	fmt.Fprintf(b, "| %s | %s |\n", name, strings.Join(cells, " | "))
}

// outcome does a use case and says how it ended, after asking that the log says
// the same.
func (u *town) outcome(c useCase, actor access.Actor, r relation) string {
	u.t.Helper()
	u.entries()
	given := c.ready(&subject{u: u, actor: actor, home: r.home(u)})
	value, err := c.do(u, actor, given)
	refused, others := 0, 0
	for _, e := range u.entries() {
		if e.ActorID != actor.ID || e.Actor != actor.Name || (e.Result == audit.Refused) != (e.Action == audit.Attempted) {
			u.t.Errorf("%s, %s: the log says %+v", c.name, r.name, e)
		}
		if e.Result == audit.Refused {
			refused++
		} else {
			others++
		}
	}
	said, logged := "yes", refused == 0 && others > 0
	switch {
	case problem.Is(err, problem.Forbidden):
		said, logged = "refused", refused == 1 && others == 0
	case problem.Is(err, problem.NotFound):
		said, logged = "not found", refused+others == 0 || refused == 1 && others == 0
		if refused == 0 && r.name != "other county" {
			u.t.Errorf("%s, %s: the refusal is not in the log", c.name, r.name)
		}
	case err != nil:
		u.t.Errorf("%s, %s: %v", c.name, r.name, err)
	}
	if !logged {
		u.t.Errorf("%s, %s: %s, and the log has %d refusals and %d others", c.name, r.name, said, refused, others)
	}
	if err != nil && !isZero(value) {
		u.t.Errorf("%s, %s: %s, and handed over is %+v", c.name, r.name, said, value)
	}
	return said
}

// isZero tells that nothing was handed over.
func isZero(value any) bool {
	v := reflect.ValueOf(value)
	return value == nil || v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0
}

// wantNoCanary asks that no text that was given to a use case, and no client's
// name, is in the log.
func (u *town) wantNoCanary() {
	u.t.Helper()
	u.wantWholeLog()
	for _, table := range []string{"audit", "audit_client"} {
		for _, row := range u.rows("SELECT * FROM " + table) {
			text := fmt.Sprintf("%s", row)
			for _, word := range []string{canary, "Joona", "Moilanen", "Purola", "moved away"} {
				if strings.Contains(text, word) {
					u.t.Errorf("the log holds %q: %s", word, text)
				}
			}
		}
	}
}

// TestNoUseCaseIsLeftOut finds use cases that the golden table does not do.
func TestNoUseCaseIsLeftOut(t *testing.T) {
	done := map[string]bool{}
	for _, c := range append(aboutClients, aboutOthers...) {
		name, _, _ := strings.Cut(c.name, ",")
		done[name] = true
	}
	a := reflect.TypeFor[*app.App]()
	for i := range a.NumMethod() {
		m := a.Method(i)
		acts := m.Type.NumIn() > 2 && m.Type.In(2) == reflect.TypeFor[access.Actor]()
		if _, elsewhere := testedElsewhere[m.Name]; acts && !done[m.Name] && !elsewhere {
			t.Errorf("%s is in no list of use cases", m.Name)
		}
	}
}

// TestWhatCannotBeLoggedIsNeitherShownNorKept does every use case with a log
// that takes no entry.
func TestWhatCannotBeLoggedIsNeitherShownNorKept(t *testing.T) {
	inTown(t, func(u *town) {
		all := append(aboutClients, aboutOthers...)
		actors, given := make([]access.Actor, len(all)), make([]things, len(all))
		for i, c := range all {
			actors[i] = c.by(u)
			if said := u.outcome(c, actors[i], relations[0]); said != "yes" {
				u.t.Errorf("%s is %s when the log is well", c.name, said)
			}
		}
		for i, c := range all {
			given[i] = c.ready(&subject{u: u, actor: actors[i], home: relations[0].home(u)})
		}
		u.breakLog()
		before := u.contents()
		for i, c := range all {
			value, err := c.do(u, actors[i], given[i])
			if !problem.Is(err, problem.Unavailable) {
				u.t.Errorf("%s: %v, want unavailable", c.name, err)
			}
			if !isZero(value) {
				u.t.Errorf("%s hands over %+v", c.name, value)
			}
			u.wantKept(before)
		}
		if _, err := u.Client(u.ctx, u.as(u.kaisa), u.joona.UID); !problem.Is(err, problem.Unavailable) {
			u.t.Errorf("a refusal that cannot be logged: %v, want unavailable", err)
		}
		for table, rows := range u.contents() {
			if rows != before[table] {
				u.t.Errorf("%s has changed", table)
			}
		}
	})
}

// TestAGrantHoldsOnItsDays does every use case with a role that has ended, and
// with one that has not begun.
func TestAGrantHoldsOnItsDays(t *testing.T) {
	for rule, span := range map[string]casework.Span{
		"ended yesterday": {From: always.From, To: today.AddDays(-1)},
		"begins tomorrow": {From: today.AddDays(1)},
	} {
		t.Run(rule, func(t *testing.T) {
			inTown(t, func(u *town) {
				for _, c := range append(aboutClients, aboutOthers...) {
					actor := c.by(u)
					for i := range actor.Grants {
						actor.Grants[i].Span = span
					}
					if said := u.outcome(c, actor, relations[0]); said == "yes" && actor.Kind == access.Person {
						u.t.Errorf("%s is done by one whose role %s", c.name, rule)
					}
				}
			})
		})
	}
}

func TestARoleEndsAtMidnight(t *testing.T) {
	inTown(t, func(u *town) {
		may := func() bool {
			_, err := u.Client(u.ctx, u.as(u.riikka), u.joona.UID)
			if err != nil {
				wantProblem(u.t, err, problem.NotFound, "problem.not_found")
			}
			return err == nil
		}
		u.write(u.county, func(tx *store.Tx) error { return tx.EndGrant(u.riikka.ID, u.riikka.Grants[0].ID, today) })
		u.clock.Set(testkit.Moment(u.t, "2026-11-23 23:59"))
		if !may() {
			u.t.Error("on its last day the role has ended")
		}
		u.clock.Advance(minutes(1))
		if may() {
			u.t.Error("the day after the role holds")
		}
		u.write(u.county, func(tx *store.Tx) error {
			return tx.AddGrant(u.riikka.ID, casework.Grant{Role: casework.RoleCoach, TeamID: u.team.ID, Span: casework.Span{From: today.AddDays(2)}})
		})
		if may() {
			u.t.Error("a role from tomorrow holds today")
		}
		u.clock.Set(testkit.Moment(u.t, "2026-11-25 00:00"))
		if !may() {
			u.t.Error("on its first day the role does not hold")
		}
	})
}
