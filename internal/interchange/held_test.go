package interchange

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sijoita/casework"
)

// shelf is a county in memory: its records as a document, its name ignored
// but for "elsewhere", which holds nothing.
type shelf struct {
	*Document
	failAt string // the question that fails
}

var errShelf = errors.New("the shelf has fallen down")

func (s shelf) Known(county string, list List, ids []string) ([]string, error) {
	if s.failAt == "known" {
		return nil, errShelf
	}
	if county == "elsewhere" {
		return nil, nil
	}
	here := &names{own: idsByList{}, meant: idsByList{}, faults: &faults{}}
	walk(s.fields(), new(path), here)
	return slices.DeleteFunc(ids, func(id string) bool { return !here.own.has(list, id) }), nil
}

func (s shelf) Episodes(_ string, clients []string) ([]Episode, error) {
	if s.failAt == "episodes" {
		return nil, errShelf
	}
	return slices.DeleteFunc(slices.Clone(s.Document.Episodes), func(e Episode) bool { return !slices.Contains(clients, e.Client) }), nil
}

func (s shelf) Weeks(_ string, staff []string) ([]Worktime, error) {
	if s.failAt == "weeks" {
		return nil, errShelf
	}
	return slices.DeleteFunc(slices.Clone(s.Worktime), func(w Worktime) bool { return !slices.Contains(staff, w.Staff) }), nil
}

func (s shelf) Names(county string, list List) (map[string]string, error) {
	if s.failAt == "names" {
		return nil, errShelf
	}
	found := map[string]string{}
	if county == "elsewhere" {
		return found, nil
	}
	t := tableOf(list)
	for row := range s.Rows(t) {
		found[row.Cells[t.column("id")].(string)] = namesOf(t, row)[0]
	}
	return found, nil
}

func small(t testing.TB) *Document {
	t.Helper()
	d, faults, err := Read(strings.NewReader(sample(t, "small.json")), nil)
	if err != nil || len(faults) > 0 {
		t.Fatalf("got %v, %v", faults, err)
	}
	return d
}

// begin is how a document begins that adds to the small one.
const begin = `{"format": "sijoita-interchange", "version": 1, "county": {"id": "kainuu", "name": {"fi": "Kainuu"}}, `

func TestAgainstWhatTheCountyHolds(t *testing.T) {
	tests := []struct {
		rule, document string
		want           []place
	}{
		{"the county's own id may be known", begin + `"teams": []}`, nil},
		{"a document may refer to what the county holds", begin + `"meetings": [
			{"id": "m2", "episode": "e1", "on": "2024-01-01", "staff": ["c1", "n1"], "place": "home", "channel": "phone", "kind": "other"}]}`, nil},
		{"an id that the county holds is refused", begin + `"teams": [{"id": "t1", "programme": "ips", "name": "Tiimi"}]}`,
			[]place{{"teams[0].id", "id_held"}}},
		{"the county's id of another list is free", begin + `"teams": [{"id": "p1", "programme": "ips", "name": "Tiimi"}]}`, nil},
		{"what neither has is refused", begin + `"teams": [{"id": "t2", "programme": "latu", "name": "Tiimi"}]}`,
			[]place{{"teams[0].programme", "nothing"}}},
		{"another county's records are nothing to refer to", strings.Replace(begin, `"kainuu"`, `"elsewhere"`, 1) + `"teams": [{"id": "t1", "programme": "ips", "name": "Tiimi"}]}`,
			[]place{{"teams[0].programme", "nothing"}}},
		{"a new episode that overlaps a held one is refused", begin + `"episodes": [
			{"id": "e9", "client": "p1", "programme": "ips", "team": "t1", "pathway": "self", "referred_on": "2023-12-01", "cancelled_on": "2023-12-02"}]}`,
			[]place{{"episodes[0].referred_on", "overlap"}}},
		{"a new episode before all the held ones is taken", begin + `"episodes": [
			{"id": "e9", "client": "p1", "programme": "ips", "team": "t1", "pathway": "self", "referred_on": "2023-07-01", "cancelled_on": "2023-09-01"}]}`, nil},
		{"a new episode that lasts into a held one is refused", begin + `"episodes": [
			{"id": "e9", "client": "p1", "programme": "ips", "team": "t1", "pathway": "self", "referred_on": "2023-07-01", "cancelled_on": "2023-09-02"}]}`,
			[]place{{"episodes[0].referred_on", "overlap"}}},
		{"a new episode in another programme overlaps nothing", begin + `
			"programmes": [{"id": "latu", "kind": "latu", "name": "LATU", "starts_on": "2023-01-01"}],
			"episodes": [{"id": "e9", "client": "p1", "programme": "latu", "team": "t1", "pathway": "self", "referred_on": "2023-12-01"}]}`, nil},
		{"a referral of another client's held episode is refused", begin + `
			"clients": [{"id": "p9", "given_name": "Aino", "family_name": "Testi", "birth_date": "1980-01-01"}],
			"referrals": [{"id": "f9", "client": "p9", "programme": "ips", "team": "t1", "episode": "e2", "pathway": "self"},
				{"id": "f8", "client": "p1", "programme": "ips", "team": "t1", "episode": "e3", "pathway": "self"}]}`,
			[]place{{"referrals[0].episode", "referral_client"}}},
		{"a week that the county holds is refused", begin + `"worktime": [
			{"staff": "c1", "week": "2024-W10", "hours": 1, "employment_services_hours": 1, "community_hours": 1},
			{"staff": "c1", "week": "2024-W11", "hours": 1, "employment_services_hours": 1, "community_hours": 1}]}`,
			[]place{{"worktime[0].week", "week_twice"}}},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			_, faults, err := Read(strings.NewReader(tt.document), shelf{Document: small(t)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, placesOf(faults), cmp.AllowUnexported(place{})); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAFailureOfWhatIsHeldIsAnError(t *testing.T) {
	const document = begin + `
		"episodes": [{"id": "e9", "client": "p1", "programme": "ips", "team": "t1", "pathway": "self", "referred_on": "2023-07-01", "cancelled_on": "2023-07-02"}],
		"worktime": [{"staff": "c1", "week": "2024-W11", "hours": 1, "employment_services_hours": 1, "community_hours": 1}]}`
	for _, question := range []string{"known", "episodes", "weeks"} {
		t.Run(question, func(t *testing.T) {
			d, _, err := Read(strings.NewReader(document), shelf{Document: small(t), failAt: question})
			if !errors.Is(err, errShelf) || d != nil {
				t.Errorf("got %v, %v", d, err)
			}
		})
	}
}

func TestOverlapping(t *testing.T) {
	of := func(from, until string) (s stay) {
		s.from = casework.MustDay(from)
		if until != "" {
			s.until = casework.MustDay(until)
		}
		return s
	}
	tests := []struct {
		rule  string
		stays []stay
		held  int // how many of them the county holds
		want  map[int]bool
	}{
		{"one after another", []stay{of("2024-01-01", "2024-02-01"), of("2024-02-01", "")}, 0, map[int]bool{}},
		{"the later in the document is told, whichever came first", []stay{of("2024-02-01", ""), of("2024-01-01", "2024-02-02")}, 0, map[int]bool{1: true}},
		{"what lies within a long one is told even after a short one", []stay{of("2024-01-01", ""), of("2024-02-01", "2024-02-02"), of("2024-03-01", "2024-03-02")}, 0, map[int]bool{1: true, 2: true}},
		{"two that began on one day and go on", []stay{of("2024-01-01", ""), of("2024-01-01", "")}, 0, map[int]bool{1: true}},
		{"two that were over on the day they began", []stay{of("2024-01-01", "2024-01-01"), of("2024-01-01", "2024-01-01")}, 0, map[int]bool{}},
		{"one that was over on the day the next began", []stay{of("2024-01-01", ""), of("2024-01-01", "2024-01-01")}, 0, map[int]bool{}},
		{"what is held is not told against what is held", []stay{of("2024-01-01", ""), of("2024-02-01", "")}, 2, map[int]bool{}},
		{"what is new is told against what is held", []stay{of("2024-02-01", ""), of("2024-01-01", "")}, 1, map[int]bool{1: true}},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			for i := range tt.stays {
				tt.stays[i].index = i
				if i < tt.held {
					tt.stays[i].index = held
				}
			}
			if diff := cmp.Diff(tt.want, staysOf{{}: tt.stays}.overlapping()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
