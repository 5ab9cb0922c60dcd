package casework

import (
	"slices"
	"strings"
	"testing"

	"sijoita/problem"
)

// firstFault is the first field of a problem and what is wrong with it.
func firstFault(err error) string {
	p := problem.As(err)
	switch {
	case p == nil:
		return ""
	case len(p.Fields) == 0:
		return p.Key
	}
	return p.Fields[0].Name + ": " + p.Fields[0].Key
}

func TestSetUpProgramme(t *testing.T) {
	from := MustDay("2026-08-01")
	good := Programme{Kind: IPS, Name: "IPS", StartsOn: from}
	with := func(change func(*Programme)) Programme {
		p := good
		change(&p)
		return p
	}
	for _, row := range []struct {
		rule string
		p    Programme
		want string
	}{
		{"kind, name and first day are enough", good, ""},
		{"it has a name", with(func(p *Programme) { p.Name = " \t " }), "name: setup.name_missing"},
		{"its name holds text alone", with(func(p *Programme) { p.Name = "IPS\x00" }), "name: setup.name_missing"},
		{"its name fits on a line", with(func(p *Programme) { p.Name = strings.Repeat("ä", 121) }), "name: problem.too_long"},
		{"it follows IPS or LATU", with(func(p *Programme) { p.Kind = "" }), "kind: problem.choose"},
		{"it speaks one of two ways", with(func(p *Programme) { p.Terms = "work" }), "terms: problem.choose"},
		{"it begins on a day", with(func(p *Programme) { p.StartsOn = Day{} }), "starts_on: problem.day_missing"},
		{"it does not end before it begins", with(func(p *Programme) { p.EndsOn = from.AddDays(-1) }), "ends_on: problem.end_before_start"},
		{"it may last one day", with(func(p *Programme) { p.EndsOn = from }), ""},
		{"an age is of whole years of a life", with(func(p *Programme) { p.Eligibility.AgeFrom = years(-1) }), "age_from: setup.age_wrong"},
		{"nobody is that old", with(func(p *Programme) { p.Eligibility.AgeTo = years(101) }), "age_to: setup.age_wrong"},
		{"the upper bound of age is not below the lower", with(func(p *Programme) {
			p.Eligibility = Eligibility{AgeFrom: years(30), AgeTo: years(29), Why: "kokeilu"}
		}), "age_to: setup.age_order"},
		{"a requirement has its ground", with(func(p *Programme) { p.Eligibility = Eligibility{NoKela: true, Why: " \n"} }), "eligibility_why: setup.eligibility_why_missing"},
		{"what is open to all needs none", with(func(p *Programme) { p.Eligibility = Eligibility{} }), ""},
		{"requirements do not end before they begin", with(func(p *Programme) {
			p.Eligibility.Span = Span{From: from, To: from.AddDays(-1)}
		}), "eligible_to: problem.end_before_start"},
		{"one year of age may be the only one", with(func(p *Programme) {
			p.Eligibility = Eligibility{AgeFrom: years(18), AgeTo: years(18), Why: "kokeilu"}
		}), ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			_, err := SetUpProgramme(row.p)
			if got := firstFault(err); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
	for _, row := range []struct {
		rule string
		p    Programme
		want Terms
	}{
		{"IPS speaks as care does", good, TermsCare},
		{"LATU speaks as social services do", with(func(p *Programme) { p.Kind = LATU }), TermsSocial},
		{"unless it is told otherwise", with(func(p *Programme) { p.Kind, p.Terms = LATU, TermsCare }), TermsCare},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if p, err := SetUpProgramme(row.p); p.Terms != row.want || err != nil {
				t.Errorf("it speaks %q, %v; want %q", p.Terms, err, row.want)
			}
		})
	}
}

func TestSetUpUnits(t *testing.T) {
	team := func(t Team) error { _, err := SetUpTeam(t); return err }
	careTeam := func(c CareTeam) error { _, err := SetUpCareTeam(c); return err }
	for _, row := range []struct {
		rule string
		err  error
		want string
	}{
		{"a team has a name and a programme", team(Team{Name: "IPS-tiimi", ProgrammeID: 1}), ""},
		{"a team without a name", team(Team{ProgrammeID: 1}), "name: setup.name_missing"},
		{"a team of no programme", team(Team{Name: "IPS-tiimi"}), "programme: problem.choose"},
		{"a care team has a name and a kind", careTeam(CareTeam{Name: "Poliklinikka", Kind: "psychiatry"}), ""},
		{"a care team lies in a municipality", careTeam(CareTeam{Name: "Poliklinikka", Kind: "psychiatry", Municipality: "205"}), ""},
		{"a care team in a municipality that there is not", careTeam(CareTeam{Name: "Poliklinikka", Kind: "psychiatry", Municipality: "999"}), "municipality: setup.municipality_unknown"},
		{"a care team of no kind", careTeam(CareTeam{Name: "Poliklinikka"}), "kind: problem.choose"},
		{"a care team without a name", careTeam(CareTeam{Kind: "youth"}), "name: setup.name_missing"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := firstFault(row.err); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestAttendCareTeam(t *testing.T) {
	from, last := MustDay("2026-01-01"), MustDay("2026-06-30")
	there := []CareTeamAssignment{{ID: 1, CareTeamID: 21, CoachID: 1, Span: Span{From: from, To: last}}}
	for _, row := range []struct {
		rule string
		a    CareTeamAssignment
		want string
	}{
		{"another coach may come along", CareTeamAssignment{CareTeamID: 21, CoachID: 2, Span: Span{From: from}}, ""},
		{"the same coach, at another care team", CareTeamAssignment{CareTeamID: 22, CoachID: 1, Span: Span{From: from}}, ""},
		{"the same coach again, later", CareTeamAssignment{CareTeamID: 21, CoachID: 1, Span: Span{From: last.AddDays(1)}}, ""},
		{"the same coach at the same time", CareTeamAssignment{CareTeamID: 21, CoachID: 1, Span: Span{From: last}}, "coach: setup.attends_already"},
		{"nobody", CareTeamAssignment{CareTeamID: 22, Span: Span{From: from}}, "coach: problem.choose"},
		{"without a first day", CareTeamAssignment{CareTeamID: 22, CoachID: 1}, "from: problem.day_missing"},
		{"with a last day before the first", CareTeamAssignment{CareTeamID: 22, CoachID: 1, Span: Span{From: last, To: from}}, "to: problem.end_before_start"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := firstFault(AttendCareTeam(there, row.a)); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestCoverAreas(t *testing.T) {
	from, last := MustDay("2026-01-01"), MustDay("2026-06-30")
	there := []CoachArea{{ID: 1, CoachID: 1, Municipality: "205", Span: Span{From: from, To: last}}}
	for _, row := range []struct {
		rule  string
		coach int64
		codes []string
		span  Span
		want  string
	}{
		{"several municipalities at once", 1, []string{"290", "765"}, Span{From: from}, ""},
		{"two coaches may share one", 2, []string{"205"}, Span{From: from}, ""},
		{"the same one again, later", 1, []string{"205"}, Span{From: last.AddDays(1)}, ""},
		{"the same one at the same time", 1, []string{"290", "205"}, Span{From: last}, "municipality: setup.covers_already"},
		{"one that there is not", 1, []string{"999"}, Span{From: from}, "municipality: setup.municipality_unknown"},
		{"none", 1, nil, Span{From: from}, "municipality: setup.municipality_missing"},
		{"nobody", 0, []string{"290"}, Span{From: from}, "coach: problem.choose"},
		{"without a first day", 1, []string{"290"}, Span{}, "from: problem.day_missing"},
		{"with a last day before the first", 1, []string{"290"}, Span{From: last, To: from}, "to: problem.end_before_start"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			added, err := CoverAreas(there, row.coach, row.codes, row.span)
			if got := firstFault(err); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
			for i, a := range added {
				if a.CoachID != row.coach || a.Municipality != row.codes[i] || a.Span != row.span {
					t.Errorf("it would add %+v", a)
				}
			}
		})
	}
}

func TestEndSpan(t *testing.T) {
	from, today := MustDay("2026-01-01"), MustDay("2026-11-22")
	for _, row := range []struct {
		rule    string
		s       Span
		to      Day
		never   bool
		problem string
	}{
		{"it ends today", Span{From: from}, today, false, ""},
		{"it ends some day to come", Span{From: from}, today.AddDays(30), false, ""},
		{"it ended last week", Span{From: from}, today.AddDays(-7), false, ""},
		{"an end that is still ahead can be changed", Span{From: from, To: today.AddDays(9)}, today, false, ""},
		{"one that ends today can still be changed", Span{From: from, To: today}, today.AddDays(30), false, ""},
		{"a last day before the first: it never began", Span{From: from}, from.AddDays(-1), true, ""},
		{"what is past stays", Span{From: from, To: today.AddDays(-1)}, today, false, "setup.ended_already"},
		{"without a day", Span{From: from}, Day{}, true, "to: problem.day_missing"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			ended, never, err := EndSpan(row.s, row.to, today)
			if got := firstFault(err); got != row.problem {
				t.Fatalf("got %q, want %q", got, row.problem)
			}
			if err == nil && (never != row.never || ended != (Span{row.s.From, row.to})) {
				t.Errorf("got %+v, %v", ended, never)
			}
		})
	}
}

func TestCoachesOnADay(t *testing.T) {
	day := func(s string) Day { return MustDay(s) }
	areas := []CoachArea{
		{CoachID: 1, Municipality: "205", Span: Span{From: day("2026-03-01")}},
		{CoachID: 2, Municipality: "205", Span: Span{From: day("2026-01-01"), To: day("2026-06-30")}},
		{CoachID: 3, Municipality: "290", Span: Span{From: day("2026-01-01")}},
		{CoachID: 1, Municipality: "205", Span: Span{From: day("2026-02-01"), To: day("2026-02-28")}},
	}
	assignments := []CareTeamAssignment{
		{CareTeamID: 21, CoachID: 1, Span: Span{From: day("2026-03-01")}},
		{CareTeamID: 22, CoachID: 2, Span: Span{From: day("2026-01-01")}},
	}
	for _, row := range []struct {
		rule string
		got  []int64
		want []int64
	}{
		{"who began first comes first", CoachesOfArea(areas, "205", day("2026-05-01")), []int64{2, 1}},
		{"the last day counts", CoachesOfArea(areas, "205", day("2026-06-30")), []int64{2, 1}},
		{"after it nobody is left of it", CoachesOfArea(areas, "205", day("2026-07-01")), []int64{1}},
		{"before it nobody is there yet", CoachesOfArea(areas, "205", day("2025-12-31")), nil},
		{"a municipality nobody works in", CoachesOfArea(areas, "765", day("2026-05-01")), nil},
		{"a care team has its own", CoachesOfCareTeam(assignments, 21, day("2026-05-01")), []int64{1}},
		{"and none before they came", CoachesOfCareTeam(assignments, 21, day("2026-02-01")), nil},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if !slices.Equal(row.got, row.want) {
				t.Errorf("got %v, want %v", row.got, row.want)
			}
		})
	}
}
