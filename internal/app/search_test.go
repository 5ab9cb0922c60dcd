package app_test

import (
	"slices"
	"testing"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/problem"
)

// TestSearch finds whom one may see, and the county's employers, by the
// beginnings of the words of their names.
func TestSearch(t *testing.T) {
	inTown(t, func(u *town) {
		u.move("Moona", "Joutsen", home{u.other, u.elina, u.otherCare, casework.Active, nil})
		u.move("Liisa", "Harjunpää", home{u.team, u.riikka, u.care, casework.Active, nil})
		for _, row := range []struct {
			rule  string
			actor func(*town) access.Actor
			typed string
			want  []string
		}{
			{"a coach finds a client by the family name", (*town).asRiikka, "moil", []string{"Joona Moilanen"}},
			{"by the given name, in any order and case", (*town).asRiikka, "JOO moi", []string{"Joona Moilanen"}},
			{"nobody by the middle of a name", (*town).asRiikka, "oilanen", nil},
			{"nobody by what stands for any letter", (*town).asRiikka, "%", nil},
			{"nobody by nothing", (*town).asRiikka, " ", nil},
			{"nobody of another team", (*town).asRiikka, "joutsen", nil},
			{"that team's coach does", func(u *town) access.Actor { return u.as(u.elina) }, "joutsen", []string{"Moona Joutsen"}},
			{"a care worker finds nobody of another care team", func(u *town) access.Actor { return u.as(u.kaisa) }, "moil", nil},
			{"but their own", func(u *town) access.Actor { return u.as(u.kaisa) }, "harju", []string{"Liisa Harjunpää"}},
		} {
			u.row(row.rule, func() {
				found, err := u.Search(u.ctx, row.actor(u), row.typed)
				must(u.t, err)
				var got []string
				for _, c := range found.Clients {
					got = append(got, c.Client.Name())
				}
				if !slices.Equal(got, row.want) {
					u.t.Errorf("found %q, want %q", got, row.want)
				}
			})
		}
		_, err := u.Search(u.ctx, u.as(u.outi), "moil")
		wantProblem(u.t, err, problem.Forbidden, "access.refused.read_client")
	})
}

// TestAnEmptiedRecordsNameFindsTheOneThatWasKept finds a client by the name
// under which a nurse knew them.
func TestAnEmptiedRecordsNameFindsTheOneThatWasKept(t *testing.T) {
	u := sqliteCopy(t)
	_, err := u.merged("Juuna", "Hyvönen")
	must(t, err)
	found, err := u.Search(u.ctx, u.asRiikka(), "hyvönen")
	must(t, err)
	if len(found.Clients) != 1 || found.Clients[0].Client.UID != u.joona.UID {
		t.Errorf("found %+v", found.Clients)
	}
}
