package outcomes_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sijoita/casework"
	"sijoita/outcomes"
)

// teller is a test, the ordinary or one of drawn records.
type teller interface {
	Helper()
	Errorf(format string, args ...any)
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// numberAt finds a number of a report by its name: its place in the JSON, an
// element of a list by its id or code.
func numberAt(t teller, m outcomes.Monitoring, figure string) int {
	t.Helper()
	raw, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var at any
	if err := json.Unmarshal(raw, &at); err != nil {
		t.Fatal(err)
	}
	for rest := figure; rest != ""; {
		var step string
		step, rest, _ = strings.Cut(rest, ".")
		switch v := at.(type) {
		case map[string]any:
			at = v[step]
		case []any:
			at = elementCalled(v, step)
		}
	}
	n, ok := at.(float64)
	if !ok {
		t.Fatalf("the report has no number %s", figure)
	}
	return int(n)
}

func elementCalled(list []any, id string) any {
	for _, e := range list {
		fields := e.(map[string]any)
		name, named := fields["id"]
		if !named {
			name = fields["code"]
		}
		if name == id || name == nil && id == "null" {
			return e
		}
	}
	return nil
}

// everyFigure names every number of a report that can show its rows.
func everyFigure(m outcomes.Monitoring) []string {
	list := append([]string{}, outcomes.Figures...)
	for _, c := range m.Coaches {
		list = append(list, outcomes.OfCoach(c.ID, outcomes.Active), outcomes.OfCoach(c.ID, outcomes.FaceToFace), outcomes.OfCoach(c.ID, outcomes.JobStarts))
	}
	for _, x := range m.Municipalities {
		for _, f := range []string{outcomes.Referred, outcomes.Started, outcomes.EmployedEver} {
			list = append(list, outcomes.OfMunicipality(x.Code, f))
		}
	}
	for _, c := range m.CareTeams {
		list = append(list, outcomes.OfCareTeam(c.ID, outcomes.Referred), outcomes.OfCareTeam(c.ID, outcomes.Active))
	}
	return list
}

// checkRows holds every number of the report against its rows.
func checkRows(t teller, r outcomes.Records, from, on casework.Day) {
	t.Helper()
	m := outcomes.Monitor(r, from, on)
	for _, figure := range everyFigure(m) {
		rows, known := outcomes.RowsOf(r, figure, from, on)
		if !known {
			t.Errorf("%s has no rows", figure)
		}
		if n := numberAt(t, m, figure); n != len(rows) {
			t.Errorf("%s says %d and shows %d rows", figure, n, len(rows))
		}
		seen := map[outcomes.Row]bool{}
		for _, row := range rows {
			if seen[row] {
				t.Errorf("%s shows %+v twice", figure, row)
			}
			seen[row] = true
		}
	}
}

func TestEveryNumberOfKainuuShowsItsRows(t *testing.T) {
	r := kainuu(t)
	for _, on := range []string{"2023-11-23", "2024-06-12"} {
		checkRows(t, r, casework.Day{}, d(on))
	}
}

func TestRowsOf(t *testing.T) {
	two := all(
		episode(1, "2023-02-01", "2023-02-10", key("e1", 11), ended("2023-03-01"), coachedBy(coachOne, "", "")),
		episode(1, "2024-05-01", "2024-05-10", key("e2", 12), coachedBy(coachTwo, "", "")),
		livesIn(1, "205"),
		job(11, "2023-02-20", "2023-06-01"), job(12, "2024-05-20", "", subsidised(casework.WageSubsidy)),
		visit(0, "2024-03-01", []int64{coachOne}), visit(12, "2024-05-20", []int64{coachOne, coachTwo}))
	newest := outcomes.Row{ClientID: 1, EpisodeID: 12}
	start := outcomes.Row{ClientID: 1, EpisodeID: 12, PlacementID: 2}
	free, own := outcomes.Row{ContactID: 1}, outcomes.Row{ClientID: 1, EpisodeID: 12, ContactID: 2}
	for _, c := range []struct {
		says, figure string
		want         []outcomes.Row
	}{
		{"a person is shown with the newest episode", outcomes.Started, []outcomes.Row{newest}},
		{"nobody is shown as nobody, not as unknown", outcomes.Queue, []outcomes.Row{}},
		{"a person with two jobs is one row", outcomes.EmployedEver, []outcomes.Row{newest}},
		{"a flow is shown with its placement, in the period", outcomes.JobStarts, []outcomes.Row{start}},
		{"a contact with its client, if it has one", outcomes.ContactsTotal, []outcomes.Row{free, own}},
		{"a rate shows who is above the line", outcomes.Numerator(outcomes.WorkOrStudy12m), []outcomes.Row{}},
		{"and who is below it", outcomes.Denominator(outcomes.WorkOrStudy12m), []outcomes.Row{newest}},
		{"a coach's clients", outcomes.OfCoach("c2", outcomes.Active), []outcomes.Row{newest}},
		{"a coach with none", outcomes.OfCoach("c1", outcomes.Active), []outcomes.Row{}},
		{"a coach's part of a pair's visit", outcomes.OfCoach("c2", outcomes.FaceToFace), []outcomes.Row{own}},
		{"a municipality's clients", "municipalities.205.employed_ever", []outcomes.Row{newest}},
	} {
		t.Run(c.says, func(t *testing.T) {
			rows, known := outcomes.RowsOf(service(two...), c.figure, casework.Day{}, d("2024-06-01"))
			if diff := cmp.Diff(c.want, rows); diff != "" || !known {
				t.Errorf("%s (known %v) shows (- want, + got)\n%s", c.figure, known, diff)
			}
		})
	}
	for _, figure := range []string{"", "referrals", "balanced", "coaches.c9.active", "municipalities.null.referred"} {
		if _, known := outcomes.RowsOf(service(two...), figure, casework.Day{}, d("2024-06-01")); known {
			t.Errorf("%q is taken for a number of the report", figure)
		}
	}
}

func TestLeftOut(t *testing.T) {
	client := func(parts ...func(*outcomes.Records)) []func(*outcomes.Records) {
		return append(all(episode(1, "2024-02-01", "2024-02-10")), parts...)
	}
	placement := outcomes.Row{ClientID: 1, EpisodeID: 1, PlacementID: 1}
	person := outcomes.Row{ClientID: 1, EpisodeID: 1}
	contact := outcomes.Row{ContactID: 1}
	lone := []int64{coachOne}
	for _, c := range []struct {
		figure string
		with   []func(*outcomes.Records)
		row    outcomes.Row
		reason outcomes.Reason
	}{
		{outcomes.JobStarts, client(job(1, "2024-03-01", "", withdrawnPlacement)), placement, outcomes.Withdrawn},
		{outcomes.JobStarts, client(job(1, "2024-03-01", "", openMarket(nil))), placement, outcomes.NotOpenMarket},
		{outcomes.JobStarts, client(job(1, "2024-02-09", "")), placement, outcomes.BeforeStart},
		{outcomes.JobStarts, all(episode(1, "2024-02-01", ""), job(1, "2024-03-01", "")), placement, outcomes.NeverStarted},
		{outcomes.WorkTrials, client(job(1, "2024-03-01", "", kind(casework.WorkTrial), withdrawnPlacement)), placement, outcomes.Withdrawn},
		{outcomes.Studies, client(job(1, "2024-03-01", "", kind(casework.Study), withdrawnPlacement)), placement, outcomes.Withdrawn},
		{outcomes.Referred, all(episode(1, "2024-02-01", "", withdrawnEpisode)), person, outcomes.Withdrawn},
		{outcomes.Referred, all(episode(1, "2024-07-01", "")), person, outcomes.ReferredLater},
		{outcomes.EmployedEver, client(job(1, "2024-02-09", "")), person, outcomes.BeforeStart},
		{outcomes.Denominator(outcomes.EnteredWorkOfJoblessStarters), all(episode(1, "2024-02-01", "2024-02-10", employedAtStart)), person, outcomes.EmployedAtStart},
		{outcomes.Denominator(outcomes.WorkOrStudy12m), client(), person, outcomes.UnderYear},
		{outcomes.ContactsTotal, all(visit(0, "2024-03-01", lone, withdrawnContact)), contact, outcomes.Withdrawn},
		{outcomes.ContactsFaceToFace, all(visit(0, "2024-03-01", lone, by(casework.ByVideo))), contact, outcomes.OtherChannel},
	} {
		t.Run(fmt.Sprintf("%s %s", c.figure, c.reason), func(t *testing.T) {
			got := outcomes.LeftOut(service(c.with...), c.figure, casework.Day{}, d("2024-06-01"))
			if diff := cmp.Diff([]outcomes.Left{{Row: c.row, Reason: c.reason}}, got); diff != "" {
				t.Errorf("left out (- want, + got)\n%s", diff)
			}
		})
	}
	outside := client(job(1, "2024-02-20", "", openMarket(nil)), visit(0, "2024-02-20", lone, withdrawnContact))
	for _, figure := range outcomes.Figures[:13] {
		if got := outcomes.LeftOut(service(outside...), figure, d("2024-05-01"), d("2024-06-01")); len(got) > 0 {
			t.Errorf("%s tells of what lies outside the period: %v", figure, got)
		}
	}
}
