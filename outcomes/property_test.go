package outcomes_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sijoita/casework"
	"sijoita/outcomes"
)

// The records are drawn within two years, close enough to one another that
// boundaries meet.
var (
	firstDay = d("2023-12-15")
	days     = rapid.Custom(func(t *rapid.T) casework.Day { return firstDay.AddDays(rapid.IntRange(0, 540).Draw(t, "day")) })
	maybe    = rapid.Custom(func(t *rapid.T) casework.Day {
		if rapid.Bool().Draw(t, "none") {
			return casework.Day{}
		}
		return days.Draw(t, "day")
	})
)

// wholeDays compares days as they are.
var wholeDays = cmpopts.EquateComparable(casework.Day{})

// anySpan may end before it begins: what is imported has happened, and the
// figures must stand it.
func anySpan(t *rapid.T) casework.Span {
	return casework.Span{From: days.Draw(t, "from"), To: maybe.Draw(t, "to")}
}

func anyDated(t *rapid.T) []casework.Dated {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) casework.Dated {
		x := casework.Dated{ID: rapid.Int64Range(1, 3).Draw(t, "who")}
		if rapid.Bool().Draw(t, "dated") {
			x.Span = anySpan(t)
		}
		return x
	}), 0, 2).Draw(t, "held by")
}

func anyEpisode(t *rapid.T) casework.Episode {
	e := casework.Episode{
		ClientID: rapid.Int64Range(1, 4).Draw(t, "client"), ProgrammeID: rapid.Int64Range(1, 2).Draw(t, "programme"),
		ReferredOn: days.Draw(t, "referred"), CancelledOn: maybe.Draw(t, "cancelled"),
		EmployedAtStart: rapid.Bool().Draw(t, "employed"), Coaches: anyDated(t), CareTeams: anyDated(t),
	}
	e.Withdrawn = rapid.IntRange(0, 5).Draw(t, "withdrawn") == 0
	if rapid.Bool().Draw(t, "started") {
		e.StartedOn = e.ReferredOn.AddDays(rapid.IntRange(0, 60).Draw(t, "waited"))
		e.EndedOn = maybe.Draw(t, "ended")
		for range rapid.IntRange(0, 2).Draw(t, "pauses") {
			e.Pauses = append(e.Pauses, casework.Pause{Span: anySpan(t)})
		}
	}
	return e
}

func anyPlacement(t *rapid.T) casework.Placement {
	s := anySpan(t)
	p := casework.Placement{EpisodeID: rapid.Int64Range(1, 8).Draw(t, "episode"), StartsOn: s.From, EndsOn: s.To,
		Kind:       rapid.SampledFrom([]casework.PlacementKind{casework.Employment, casework.Employment, casework.WorkTrial, casework.Study, casework.OtherPlacement}).Draw(t, "kind"),
		OpenMarket: rapid.SampledFrom([]*bool{nil, &no, &yes, &yes}).Draw(t, "open market")}
	p.Withdrawn = rapid.IntRange(0, 5).Draw(t, "withdrawn") == 0
	if rapid.Bool().Draw(t, "subsidised") {
		p.Subsidy = &casework.Subsidy{Kind: casework.WageSubsidy}
	}
	return p
}

func anyContact(t *rapid.T) casework.EmployerContact {
	c := casework.EmployerContact{On: days.Draw(t, "on"), EpisodeID: rapid.Int64Range(0, 8).Draw(t, "episode"),
		Staff:   rapid.SliceOfN(rapid.Int64Range(1, 4), 1, 3).Draw(t, "staff"),
		Channel: rapid.SampledFrom(casework.ContactChannels).Draw(t, "channel")}
	c.Withdrawn = rapid.IntRange(0, 5).Draw(t, "withdrawn") == 0
	return c
}

func anyStaff(t *rapid.T) casework.Staff {
	var s casework.Staff
	for range rapid.IntRange(0, 3).Draw(t, "roles") {
		g := casework.Grant{Role: rapid.SampledFrom([]casework.Role{casework.RoleCoach, casework.RoleTeamLeader}).Draw(t, "role"),
			TeamID: rapid.SampledFrom([]int64{team, otherTeam, farTeam}).Draw(t, "team"), Span: anySpan(t)}
		if rapid.Bool().Draw(t, "told") {
			share := rapid.Float64Range(0, 1).Draw(t, "fte")
			g.FTE = &share
		}
		s.Grants = append(s.Grants, g)
	}
	return s
}

func anyRecords(t *rapid.T) outcomes.Records {
	r := service()
	r.Municipalities = rapid.MapOfN(rapid.Int64Range(1, 4), rapid.SampledFrom([]string{"", "205", "765"}), 0, 4).Draw(t, "municipalities")
	r.Episodes = numbered(rapid.SliceOfN(rapid.Custom(anyEpisode), 0, 8).Draw(t, "episodes"), "e", func(e *casework.Episode) *casework.Record { return &e.Record })
	r.Placements = numbered(rapid.SliceOfN(rapid.Custom(anyPlacement), 0, 12).Draw(t, "placements"), "j", func(p *casework.Placement) *casework.Record { return &p.Record })
	r.Contacts = numbered(rapid.SliceOfN(rapid.Custom(anyContact), 0, 12).Draw(t, "contacts"), "x", func(c *casework.EmployerContact) *casework.Record { return &c.Record })
	r.Staff = numbered(rapid.SliceOfN(rapid.Custom(anyStaff), 0, 4).Draw(t, "staff"), "c", func(s *casework.Staff) *casework.Record { return &s.Record })
	r.Worktime = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) casework.Worktime {
		return casework.Worktime{StaffID: rapid.Int64Range(1, 4).Draw(t, "staff"), Week: days.Draw(t, "week").Week(), Hours: float64(rapid.IntRange(0, 1).Draw(t, "hours"))}
	}), 0, 6).Draw(t, "worktime")
	return r
}

func numbered[T any](list []T, letter string, record func(*T) *casework.Record) []T {
	for i := range list {
		*record(&list[i]) = called(fmt.Sprintf("%s%d", letter, i+1), int64(i)+1)
	}
	return list
}

func TestStatesPartitionTheReferred(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := outcomes.Monitor(anyRecords(t), maybe.Draw(t, "from"), days.Draw(t, "on"))
		if sum := m.Queue + m.Active + m.Paused + m.Ended + m.Cancelled; sum != m.Referred || !m.Balanced {
			t.Errorf("the states hold %d of %d referred, balanced %v", sum, m.Referred, m.Balanced)
		}
		if sum := m.Active + m.Paused + m.Ended; sum != m.Started {
			t.Errorf("%d active, paused or ended, %d started", sum, m.Started)
		}
		places := 0
		for _, p := range m.Municipalities {
			places += p.Referred
		}
		if places != m.Referred {
			t.Errorf("the municipalities hold %d of %d referred", places, m.Referred)
		}
	})
}

func TestEveryNumberIsItsRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkRows(t, anyRecords(t), maybe.Draw(t, "from"), days.Draw(t, "on"))
	})
}

func TestNumeratorsAreOfTheirDenominators(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, from, on := anyRecords(t), maybe.Draw(t, "from"), days.Draw(t, "on")
		for _, rate := range outcomes.RateKeys {
			above, _ := outcomes.RowsOf(r, outcomes.Numerator(rate), from, on)
			below, _ := outcomes.RowsOf(r, outcomes.Denominator(rate), from, on)
			for _, row := range above {
				if !slices.Contains(below, row) {
					t.Errorf("%s counts %+v above the line and not below", rate, row)
				}
			}
		}
	})
}

func TestWithdrawnRecordsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, from, on := anyRecords(t), maybe.Draw(t, "from"), days.Draw(t, "on")
		before := outcomes.Monitor(r, from, on)
		e, p, c := anyEpisode(t), anyPlacement(t), anyContact(t)
		e.Record, p.Record, c.Record = called("e99", 99), called("j99", 99), called("x99", 99)
		e.Withdrawn, p.Withdrawn, c.Withdrawn = true, true, true
		r.Episodes, r.Placements, r.Contacts = append(r.Episodes, e), append(r.Placements, p), append(r.Contacts, c)
		if diff := cmp.Diff(before, outcomes.Monitor(r, from, on), wholeDays); diff != "" {
			t.Errorf("withdrawn records changed the report (- without, + with)\n%s", diff)
		}
	})
}

func TestTheOrderOfRecordsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, from, on := anyRecords(t), maybe.Draw(t, "from"), days.Draw(t, "on")
		before := outcomes.Monitor(r, from, on)
		slices.Reverse(r.Episodes)
		slices.Reverse(r.Placements)
		slices.Reverse(r.Contacts)
		slices.Reverse(r.Staff)
		slices.Reverse(r.Worktime)
		if diff := cmp.Diff(before, outcomes.Monitor(r, from, on), wholeDays); diff != "" {
			t.Errorf("another order changed the report (- before, + after)\n%s", diff)
		}
	})
}

// TestDayByDay finds by asking every single day what the figures find by
// reckoning: who was active in the quarter, and how many days a coach had.
func TestDayByDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, from, on := anyRecords(t), days.Draw(t, "from"), days.Draw(t, "on")
		m := outcomes.Monitor(r, from, on)
		if got, want := int(m.Rates.Quarterly.Denominator), activeInQuarter(r, on); got != want {
			t.Errorf("%d were active in the quarter, asked day by day %d", got, want)
		}
		for _, c := range m.Coaches {
			if got, want := c.Weeks, float64(coachDays(r, c.ID, from, on))/7; got < want-0.00005 || got > want+0.00005 {
				t.Errorf("%s has %v weeks, counted day by day %v", c.ID, got, want)
			}
		}
	})
}

func activeInQuarter(r outcomes.Records, on casework.Day) int {
	active := map[int64]bool{}
	for day := on.QuarterStart(); !day.After(on); day = day.AddDays(1) {
		for client := int64(1); client <= 4; client++ {
			own := slices.DeleteFunc(slices.Clone(r.Episodes), func(e casework.Episode) bool { return e.ClientID != client || e.ProgrammeID != programme })
			if newest, referred := casework.Newest(own, day); referred && newest.StateOn(day) == casework.Active {
				active[client] = true
			}
		}
	}
	return len(active)
}

func coachDays(r outcomes.Records, id string, from, on casework.Day) int {
	i := slices.IndexFunc(r.Staff, func(s casework.Staff) bool { return s.Outward() == id })
	n := 0
	for day := from; !day.After(on); day = day.AddDays(1) {
		held := slices.ContainsFunc(r.Staff[i].Grants, func(g casework.Grant) bool {
			return g.Role == casework.RoleCoach && g.TeamID != farTeam && g.Holds(day)
		})
		idle := slices.ContainsFunc(r.Worktime, func(w casework.Worktime) bool {
			return w.StaffID == r.Staff[i].ID && w.Week == day.Week() && w.Hours == 0
		})
		if held && !idle {
			n++
		}
	}
	return n
}

// large is a large programme: 5,000 clients, 200,000 contacts.
func large() outcomes.Records {
	chance := rand.New(rand.NewPCG(1, 2))
	r := service()
	day := func() casework.Day { return d("2024-01-01").AddDays(chance.IntN(1000)) }
	for k := int64(1); k <= 100; k++ {
		r.Staff = append(r.Staff, casework.Staff{Record: called(fmt.Sprintf("b%d", k), k+2), Grants: []casework.Grant{role(team, "2024-01-01", "", nil)}})
		for w := range 140 {
			r.Worktime = append(r.Worktime, casework.Worktime{StaffID: k + 2, Week: d("2024-01-01").AddDays(7 * w).Week(), Hours: float64(chance.IntN(20))})
		}
	}
	for k := int64(1); k <= 5000; k++ {
		e := casework.Episode{ClientID: k, ProgrammeID: programme, ReferredOn: day(), Coaches: []casework.Dated{{ID: 3 + chance.Int64N(100)}}, CareTeams: []casework.Dated{{ID: 1}}}
		e.Record = called(fmt.Sprintf("e%d", k), k)
		e.StartedOn = e.ReferredOn.AddDays(30)
		r.Episodes = append(r.Episodes, e)
		r.Municipalities[k] = "205"
		p := casework.Placement{EpisodeID: k, Kind: casework.Employment, StartsOn: day(), OpenMarket: &yes}
		p.ID = k
		r.Placements = append(r.Placements, p)
	}
	for k := int64(1); k <= 200_000; k++ {
		c := casework.EmployerContact{On: day(), EpisodeID: chance.Int64N(5001), Staff: []int64{3 + chance.Int64N(100)}, Channel: casework.FaceToFace}
		c.ID = k
		r.Contacts = append(r.Contacts, c)
	}
	return r
}

func BenchmarkMonitor(b *testing.B) {
	r := large()
	b.ReportAllocs()
	for b.Loop() {
		outcomes.Monitor(r, casework.Day{}, d("2026-09-01"))
	}
}

func BenchmarkOutcomes(b *testing.B) {
	r := large()
	b.ReportAllocs()
	for b.Loop() {
		outcomes.Outcomes(r, d("2026-09-01"))
	}
}
