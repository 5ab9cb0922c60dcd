package fidelity

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"sijoita/casework"
)

func d(s string) casework.Day {
	if s == "" {
		return casework.Day{}
	}
	return casework.MustDay(s)
}

func span(from, to string) casework.Span { return casework.Span{From: d(from), To: d(to)} }

func called(id string, key int64) casework.Record { return casework.Record{ID: key, SenderID: id} }

func noted(id string, key int64) casework.Noted { return casework.Noted{Record: called(id, key)} }

func yes() *bool { so := true; return &so }

const asked = "2024-06-12" // a Wednesday; the last full week ended on 2024-06-09

// records is a team with one full-time coach since the beginning of 2023, who
// has a care team of her own, and nobody else.
func records(t testing.TB, parts ...func(*Records)) Records {
	r := Records{
		Edition: ips(t), Team: casework.Team{Record: called("t1", 1), ProgrammeID: 1},
		Staff:       []casework.Staff{coachOf("c1", 1, "2023-01-01", "", 1)},
		CareTeams:   []casework.CareTeam{{Record: called("k1", 1)}, {Record: called("k2", 2)}},
		Assignments: []casework.CareTeamAssignment{{CareTeamID: 1, CoachID: 1, Span: span("2023-01-01", "")}},
	}
	for _, part := range parts {
		part(&r)
	}
	return r
}

func coachOf(id string, key int64, from, to string, fte float64) casework.Staff {
	return casework.Staff{Record: called(id, key), Name: id,
		Grants: []casework.Grant{{Role: casework.RoleCoach, TeamID: 1, FTE: &fte, Span: span(from, to)}}}
}

// colleague adds a second coach.
func colleague(from, to string, fte float64) func(*Records) {
	return func(r *Records) { r.Staff = append(r.Staff, coachOf("c2", 2, from, to, fte)) }
}

// clients adds so many active clients of a coach, from a care team.
func clients(n int, coach, careTeam int64, parts ...func(*casework.Episode)) func(*Records) {
	return func(r *Records) {
		for range n {
			key := int64(len(r.Episodes)) + 1
			e := casework.Episode{Noted: noted(fmt.Sprintf("e%d", key), key), ClientID: key, ProgrammeID: 1, TeamID: 1,
				ReferredOn: d("2024-01-01"), StartedOn: d("2024-01-02"), Coaches: []casework.Dated{{ID: coach}}, CareTeams: []casework.Dated{{ID: careTeam}}}
			for _, part := range parts {
				part(&e)
			}
			r.Episodes = append(r.Episodes, e)
		}
	}
}

func started(on string) func(*casework.Episode) {
	return func(e *casework.Episode) { e.ReferredOn, e.StartedOn = d(on), d(on) }
}
func ended(on string) func(*casework.Episode) {
	return func(e *casework.Episode) { e.EndedOn = d(on) }
}
func employed(e *casework.Episode)  { e.EmployedAtStart = true }
func withdrawn(e *casework.Episode) { e.Withdrawn = true }
func paused(from, to string) func(*casework.Episode) {
	return func(e *casework.Episode) { e.Pauses = append(e.Pauses, casework.Pause{Span: span(from, to)}) }
}
func handedTo(coach int64, from string) func(*casework.Episode) {
	return func(e *casework.Episode) {
		e.Coaches = append(e.Coaches, casework.Dated{ID: coach, Span: span(from, "")})
	}
}

// visits adds one face-to-face contact of the staff on each of the days, for an
// episode or for nobody (0).
func visits(episode int64, days string, staff ...int64) func(*Records) {
	return func(r *Records) {
		for _, on := range strings.Fields(days) {
			key := int64(len(r.Contacts)) + 1
			r.Contacts = append(r.Contacts, casework.EmployerContact{Noted: noted(fmt.Sprintf("x%d", key), key), On: d(on), Staff: staff,
				EpisodeID: episode, EmployerID: key, Channel: casework.FaceToFace})
		}
	}
}

// weekly adds so many visits of a coach in each of the last eight full weeks.
func weekly(n int, staff int64) func(*Records) {
	return func(r *Records) {
		for week := range 8 {
			for range n {
				visits(0, d("2024-06-03").AddDays(-7*week).String(), staff)(r)
			}
		}
	}
}

// reviewedIn adds a review of the log of contacts in so many of the last full weeks.
func reviewedIn(weeks int) func(*Records) {
	return func(r *Records) {
		for week := range weeks {
			r.Supervision = append(r.Supervision, casework.Supervision{TeamID: 1, On: d("2024-06-05").AddDays(-7 * week), Kind: "contact_log_review"})
		}
	}
}

func reviewedOn(days string) func(*Records) {
	return func(r *Records) {
		for _, on := range strings.Fields(days) {
			r.Supervision = append(r.Supervision, casework.Supervision{TeamID: 1, On: d(on), Kind: "contact_log_review"})
		}
	}
}

// worked adds a week of working time.
func worked(staff int64, week string, hours, employment, community float64) func(*Records) {
	return func(r *Records) {
		w, err := casework.ParseWeek(week)
		if err != nil {
			panic(err)
		}
		r.Worktime = append(r.Worktime, casework.Worktime{StaffID: staff, Week: w, Hours: hours, EmploymentServices: employment, Community: community})
	}
}

// jobs adds so many permanent jobs in the open market, one after another for
// the clients, each with an occupation and an employer of its own.
func jobs(n int, from, to string, parts ...func(*casework.Placement)) func(*Records) {
	return func(r *Records) {
		for range n {
			key := int64(len(r.Placements)) + 1
			p := casework.Placement{Noted: noted(fmt.Sprintf("j%d", key), key), EpisodeID: (key-1)%int64(len(r.Episodes)) + 1, Kind: casework.Employment,
				EmployerID: key, Occupation: fmt.Sprintf("%04d", key), StartsOn: d(from), EndsOn: d(to), OpenMarket: yes(), Permanent: yes()}
			for _, part := range parts {
				part(&p)
			}
			r.Placements = append(r.Placements, p)
		}
	}
}

func sameWork(p *casework.Placement)   { p.Occupation, p.EmployerID = "9112", 1 }
func untold(p *casework.Placement)     { p.Occupation, p.EmployerID = "", 0 }
func notOpen(p *casework.Placement)    { p.OpenMarket = nil }
func fixedTerm(p *casework.Placement)  { p.Permanent = nil }
func trial(p *casework.Placement)      { p.Kind = casework.WorkTrial }
func subsidised(p *casework.Placement) { p.Subsidy = &casework.Subsidy{Kind: casework.WageSubsidy} }
func ofEpisode(key int64) func(*casework.Placement) {
	return func(p *casework.Placement) { p.EpisodeID = key }
}

// TestLive goes through the rules of the contract for the items that records
// alone score.
func TestLive(t *testing.T) {
	of := func(parts ...func(*Records)) []func(*Records) { return parts }
	for _, c := range []struct {
		says  string
		item  int
		parts []func(*Records)
		want  string // score, value, n, and what is missing
	}{
		{"active clients to full-time coaches", 1, of(clients(21, 1, 1)), "4 21 21"},
		{"an absent share of full-time counts as whole", 1, of(clients(20, 1, 1), func(r *Records) { r.Staff[0].Grants[0].FTE = nil }), "5 20 20"},
		{"those who wait, pause or have ended are not active", 1, of(clients(2, 1, 1), clients(1, 1, 1, func(e *casework.Episode) { e.StartedOn = d("") }),
			clients(1, 1, 1, ended(asked)), clients(1, 1, 1, paused("2024-06-12", "")), clients(1, 1, 1, withdrawn)), "5 2 2"},
		{"a pause that is over is over", 1, of(clients(1, 1, 1, paused("2024-06-01", "2024-06-11"))), "5 1 1"},
		{"a client whose newest episode names another team has left", 1, of(clients(2, 1, 1), clients(1, 1, 1, func(e *casework.Episode) {
			e.ClientID, e.TeamID, e.ReferredOn = 1, 2, d("2024-06-01")
		})), "5 1 1"},
		{"a client who came from another team is ours", 1, of(clients(1, 1, 1, func(e *casework.Episode) { e.TeamID = 2; e.EndedOn = d("2024-02-01") }),
			clients(1, 1, 1, func(e *casework.Episode) { e.ClientID, e.ReferredOn = 1, d("2024-03-01") })), "5 1 1"},
		{"a coach whose role has ended has no time", 1, of(clients(1, 1, 1), func(r *Records) { r.Staff[0].Grants[0].To = d("2024-06-11") }), "– – 1 coaches=1"},
		{"every coach role of the day counts", 1, of(clients(21, 1, 1), colleague("2024-06-12", "2024-06-12", 0.05)), "5 20 21"},

		{"hours of the last four full weeks are pooled", 2, of(colleague("2023-01-01", "", 1), worked(1, "2024-W23", 40, 40, 0), worked(2, "2024-W20", 60, 55.9, 0)), "4 95.9 2 worktime=6"},
		{"the week under way and the fifth before are not in", 2, of(worked(1, "2024-W24", 40, 0, 0), worked(1, "2024-W19", 40, 0, 0), worked(1, "2024-W22", 10, 9.6, 0)), "5 96 1 worktime=3"},
		{"weeks of absence alone give nothing", 2, of(worked(1, "2024-W23", 0, 0, 0)), "– – 1 worktime=3"},
		{"nobody's hours", 2, of(), "– – 0 worktime=4"},
		{"the hours of who coaches no more are not in", 2, of(func(r *Records) { r.Staff[0].Grants[0].To = d("2024-06-11") }, worked(1, "2024-W23", 40, 40, 0)), "– – 0 coaches=1"},

		{"each coach's hours outside are scored, and then the mean", 24, of(colleague("2023-01-01", "", 1), worked(1, "2024-W23", 37.5, 0, 37.5), worked(2, "2024-W23", 37.5, 0, 11.25)), "3 3 2 worktime=6"},
		{"a coach without hours is left out", 24, of(colleague("2023-01-01", "", 1), worked(1, "2024-W23", 37.5, 0, 24.375), worked(2, "2024-W23", 0, 0, 0)), "5 5 1 worktime=6"},

		{"nine clients in ten from the own care team", 4, of(clients(9, 1, 1), clients(1, 1, 2)), "5 5 10"},
		{"without a care team", 4, of(clients(3, 1, 2), func(r *Records) { r.Assignments = nil }), "1 1 3"},
		{"three care teams are too many", 4, of(clients(3, 1, 1), func(r *Records) {
			for k := range int64(2) {
				r.Assignments = append(r.Assignments, casework.CareTeamAssignment{CareTeamID: k + 2, CoachID: 1, Span: span("2024-01-01", "")})
			}
		}), "2 2 3"},
		{"an assignment that is over, and one that stands twice, make no third", 4, of(clients(3, 1, 1), func(r *Records) {
			r.Assignments = append(r.Assignments, casework.CareTeamAssignment{CareTeamID: 2, CoachID: 1, Span: span("2024-01-01", "2024-06-11")},
				casework.CareTeamAssignment{CareTeamID: 1, CoachID: 1, Span: span("2024-01-01", "")})
		}), "5 5 3"},
		{"a coach without active clients is left out", 4, of(clients(3, 1, 1), colleague("2023-01-01", "", 1)), "5 5 3"},
		{"after a hand-over the clients are the new coach's", 4, of(clients(3, 1, 1, handedTo(2, "2024-06-12")), colleague("2023-01-01", "", 1)), "1 1 3"},
		{"no clients, nothing to score", 4, of(), "– – 0 active_clients=1"},

		{"days from the start to the first employer", 15, of(clients(10, 1, 1, started("2024-03-01")), func(r *Records) {
			for k := range int64(10) {
				visits(k+1, "2024-03-31 2024-03-02", 1)(r)
			}
		}), "5 1 10"},
		{"under ten starts in a year: all there ever were", 15, of(clients(9, 1, 1, started("2024-03-01")), clients(1, 1, 1, started("2023-03-01")), func(r *Records) {
			for k := range int64(10) {
				visits(k+1, "2024-03-11", 1)(r)
			}
		}), "4 46.6 10"},
		{"ten starts in a year are enough", 15, of(clients(10, 1, 1, started("2023-06-13")), clients(1, 1, 1, started("2023-06-12")), func(r *Records) {
			for k := range int64(11) {
				visits(k+1, "2023-06-23", 1)(r)
			}
		}), "5 10 10"},
		{"a contact before the start is day 0", 15, of(clients(1, 1, 1, started("2024-03-01")), visits(1, "2024-02-01", 1)), "5 0 1"},
		{"a contact after the end counts too", 15, of(clients(1, 1, 1, started("2024-03-01"), ended("2024-03-05")), visits(1, "2024-03-21", 1)), "5 20 1"},
		{"who ended without one waited to the end", 15, of(clients(1, 1, 1, started("2024-03-01"), ended("2024-05-01"))), "3 61 1"},
		{"who waits counts with the days so far, once they pass 30", 15, of(clients(1, 1, 1, started("2024-05-12")), clients(1, 1, 1, started("2024-05-13"))), "4 31 1 waiting=1"},
		{"a call and a contact of another episode are none", 15, of(clients(2, 1, 1, started("2024-05-01")), visits(2, "2024-05-01", 1), func(r *Records) {
			visits(1, "2024-05-02", 1)(r)
			r.Contacts[1].Channel = casework.ByPhone
		}), "5 21 2"},
		{"a contact after the day is not known", 15, of(clients(1, 1, 1, started("2024-05-01")), visits(1, "2024-06-13", 1)), "4 42 1"},
		{"clients employed at the start are left out", 15, of(clients(1, 1, 1, started("2024-03-01"), employed), clients(1, 1, 1, started("2024-03-01")), visits(2, "2024-03-02", 1)), "5 1 1"},
		{"nobody has started", 15, of(), "– – 0 starts=1"},

		{"contacts that follow the plan, as far as plans do not matter", 16, of(clients(1, 1, 1), visits(1, "2024-06-01 2024-06-02", 1), func(r *Records) {
			no := false
			r.Contacts[0].MatchesPlan, r.Contacts[1].MatchesPlan = yes(), &no
		}), "3 50 2"},
		{"over three quarters it takes plans that are kept up", 16, of(clients(1, 1, 1), visits(1, "2024-06-01", 1), func(r *Records) { r.Contacts[0].MatchesPlan = yes() }), "– – 1 plans=1"},
		{"what is not told is not guessed", 16, of(clients(1, 1, 1), visits(1, "2024-06-01", 1)), "– – 1 matches_plan=1"},

		{"six visits a week and the log gone through", 17, of(clients(3, 1, 1), weekly(6, 1), reviewedIn(6)), "5 5 48"},
		{"five of the eight weeks are not weekly", 17, of(clients(3, 1, 1), weekly(6, 1), reviewedIn(5)), "2 2 48 log_reviews=1"},
		{"each month that the weeks touch makes it monthly", 17, of(clients(3, 1, 1), weekly(6, 1), reviewedOn("2024-04-15 2024-05-31 2024-06-01")), "3 3 48 log_reviews=4"},
		{"a review before the weeks is none of them", 17, of(clients(3, 1, 1), weekly(6, 1), reviewedOn("2024-04-14 2024-05-31 2024-06-01")), "2 2 48 log_reviews=5"},
		{"only weeks that the role covers whole", 17, of(clients(3, 1, 1), func(r *Records) { r.Staff[0].Grants[0].From = d("2024-05-28") }, weekly(6, 1), reviewedIn(6)), "5 5 6"},
		{"without a whole week a coach is left out", 17, of(clients(3, 1, 1), colleague("2024-06-04", "", 1), clients(3, 2, 1), weekly(6, 1), reviewedIn(6)), "5 5 48"},
		{"one day's visit of two is each one's", 17, of(clients(3, 1, 1), colleague("2023-01-01", "", 1), clients(3, 2, 1), reviewedIn(6), func(r *Records) {
			for week := range 8 {
				visits(0, d("2024-06-03").AddDays(-7*week).String()+" "+d("2024-06-04").AddDays(-7*week).String(), 1, 2, 1)(r)
			}
		}), "2 2 32"},
		{"a coach whose clients all work is left out", 17, of(clients(1, 1, 1), jobs(1, "2024-02-01", ""), weekly(6, 1), reviewedIn(6)), "– – 0 job_seekers=1"},
		{"a work trial is no job: who is in one still looks", 17, of(clients(1, 1, 1), jobs(1, "2024-02-01", "", trial), weekly(2, 1), reviewedIn(6)), "5 5 16"},
		{"calls, and visits of the week under way, are not in", 17, of(clients(3, 1, 1), reviewedIn(8), visits(0, "2024-06-10 2024-04-14", 1), func(r *Records) {
			visits(0, "2024-06-03", 1)(r)
			r.Contacts[2].Channel = casework.ByPhone
		}), "1 1 0"},

		{"occupations to jobs that tell one", 19, of(clients(10, 1, 1), jobs(7, "2024-02-01", ""), jobs(3, "2024-02-01", "", sameWork), jobs(2, "2024-02-01", "", untold)), "4 80 10 occupation=2"},
		{"employers to jobs that tell one", 20, of(clients(10, 1, 1), jobs(7, "2024-02-01", ""), jobs(3, "2024-02-01", "", sameWork), jobs(2, "2024-02-01", "", untold)), "4 70 10 employer=2"},
		{"a job that ended counts if it began in the last six months", 19, of(clients(1, 1, 1, started("2023-06-01")), jobs(1, "2023-12-13", "2023-12-14"), jobs(1, "2023-12-12", "2024-06-11", sameWork)), "5 100 1"},
		{"a job of long ago counts while it runs", 19, of(clients(1, 1, 1, started("2023-06-01")), jobs(1, "2023-07-01", asked)), "5 100 1"},
		{"a job begun before its episode's start is left out", 19, of(clients(1, 1, 1), jobs(1, "2024-01-01", ""), jobs(1, "2024-01-02", "")), "5 100 1"},
		{"a job after the end of the episode counts", 19, of(clients(1, 1, 1, ended("2024-02-01")), jobs(1, "2024-03-01", "")), "5 100 1"},
		{"a job of another team's episode is none of ours", 19, of(clients(1, 1, 1), clients(1, 1, 1, func(e *casework.Episode) { e.TeamID = 2 }), jobs(1, "2024-03-01", "", ofEpisode(2))), "– – 0 jobs=1"},
		{"jobs that are not open are none", 20, of(clients(1, 1, 1), jobs(1, "2024-03-01", "", notOpen)), "– – 0 jobs=1"},
		{"a job to come is none yet", 20, of(clients(1, 1, 1), jobs(1, "2024-06-13", "")), "– – 0 jobs=1"},

		{"permanent open jobs to all employment", 21, of(clients(5, 1, 1), jobs(19, "2024-02-01", ""), jobs(1, "2024-02-01", "", notOpen)), "5 95 20"},
		{"a fixed term that the programme set does not count as permanent", 21, of(clients(5, 1, 1), jobs(18, "2024-02-01", ""), jobs(2, "2024-02-01", "", fixedTerm)), "4 90 20"},
		{"subsidised jobs count", 21, of(clients(5, 1, 1), jobs(10, "2024-02-01", "", subsidised)), "5 100 10"},
		{"fewer than ten that run", 21, of(clients(5, 1, 1), jobs(9, "2024-02-01", ""), jobs(1, "2024-02-01", "2024-06-11")), "1 100 10"},
		{"work trials are not employment", 21, of(clients(5, 1, 1), jobs(10, "2024-02-01", "", trial)), "– – 0 jobs=1"},

		{"what only people can rate", 9, of(), "– – 0 judgement=5"},
		{"what only people can rate, of each coach", 18, of(), "– – 0 judgement=1"},
	} {
		t.Run(c.says, func(t *testing.T) {
			got := Live(records(t, c.parts...), d(asked)).Items[c.item]
			if text := brief(got); text != c.want {
				t.Errorf("item %d is %s, want %s", c.item, text, c.want)
			}
		})
	}
}

func brief(i LiveItem) string {
	s, v := "–", "–"
	if i.Score != nil {
		s, v = fmt.Sprint(*i.Score), fmt.Sprint(*i.Value)
	}
	text := fmt.Sprintf("%s %s %d", s, v, i.N)
	for _, m := range i.Missing {
		text += fmt.Sprintf(" %s=%v", m.What, m.N)
	}
	return text
}

func TestWindows(t *testing.T) {
	for _, c := range []struct {
		says string
		w    Window
		on   string
		want string
	}{
		{"six months up to the day", Window{Months, 6}, "2024-06-12", "2023-12-13 2024-06-12"},
		{"the last day of the month when the day does not exist", Window{Months, 6}, "2024-08-31", "2024-03-01 2024-08-31"},
		{"a year from a leap day", Window{Months, 12}, "2024-02-29", "2023-03-01 2024-02-29"},
		{"four full weeks on a Wednesday", Window{FullWeeks, 4}, "2024-06-12", "2024-05-13 2024-06-09"},
		{"a week is full on its Sunday", Window{FullWeeks, 4}, "2024-06-09", "2024-05-13 2024-06-09"},
		{"and not on the Saturday", Window{FullWeeks, 4}, "2024-06-08", "2024-05-06 2024-06-02"},
		{"three months that have ended", Window{FullMonths, 3}, "2024-06-12", "2024-03-01 2024-05-31"},
		{"a month has ended on its last day", Window{FullMonths, 3}, "2024-06-30", "2024-04-01 2024-06-30"},
		{"the day", Window{Kind: TheDay}, "2024-06-12", "2024-06-12 2024-06-12"},
	} {
		t.Run(c.says, func(t *testing.T) {
			got := c.w.On(d(c.on))
			if text := got.From.String() + " " + got.To.String(); text != c.want {
				t.Errorf("the window is %s, want %s", text, c.want)
			}
		})
	}
}

// TestNextPoint: doing what is told raises the score by a point, and a little
// less does not.
func TestNextPoint(t *testing.T) {
	of := func(parts ...func(*Records)) []func(*Records) { return parts }
	for _, c := range []struct {
		says  string
		item  int
		parts []func(*Records)
		want  string // the ways
	}{
		{"fewer clients or more coaches", 1, of(clients(26, 1, 1)), "4: fewer_active 1 | more_fte 0.04"},
		{"hours on employment services", 2, of(worked(1, "2024-W23", 37.5, 35, 0)), "5: employment_hours 1"},
		{"hours outside, the cheapest coaches first", 24, of(colleague("2023-01-01", "", 1), worked(1, "2024-W23", 40, 0, 19), worked(2, "2024-W23", 40, 0, 5)), "3: community_hours 7"},
		{"over 30 per cent takes a hundredth more", 24, of(worked(1, "2024-W23", 40, 0, 12)), "2: community_hours 0.01"},
		{"clients from the own care teams", 4, of(clients(7, 1, 1), clients(3, 1, 2)), "4: own_team_clients 1"},
		{"where no client helps, points of the coaches", 4, of(clients(3, 1, 2), func(r *Records) { r.Assignments = nil }), "2: coach_points 1"},
		{"days off the mean, or new clients who are quick", 15, of(clients(10, 1, 1, started("2024-03-01")), func(r *Records) {
			for k := range int64(10) {
				visits(k+1, "2024-04-05", 1)(r)
			}
		}), "5: fewer_days 5 | quick_starts 3"},
		{"visits", 17, of(clients(3, 1, 1), weekly(4, 1), reviewedIn(8)), "4: contacts 8"},
		{"the log gone through more often", 17, of(clients(3, 1, 1), weekly(4, 1), reviewedOn("2024-06-05")), "3: month_reviews 2"},
		{"both", 17, of(clients(3, 1, 1), weekly(4, 1), reviewedOn("2024-04-15 2024-05-31 2024-06-01")), "4: log_reviews 4 + contacts 8"},
		{"few job seekers need few visits", 17, of(clients(1, 1, 1), weekly(1, 1), reviewedIn(8)), "2: contacts 8"},
		{"new occupations", 19, of(clients(10, 1, 1), jobs(5, "2024-02-01", ""), jobs(5, "2024-02-01", "", sameWork)), "4: new_job_types 4"},
		{"new employers", 20, of(clients(10, 1, 1), jobs(5, "2024-02-01", ""), jobs(5, "2024-02-01", "", sameWork)), "3: new_employers 3"},
		{"permanent jobs, up to ten that run", 21, of(clients(5, 1, 1), jobs(6, "2024-02-01", "")), "2: permanent_jobs 4"},
		{"the highest needs nothing", 1, of(clients(20, 1, 1)), ""},
	} {
		t.Run(c.says, func(t *testing.T) {
			got := Live(records(t, c.parts...), d(asked)).Items[c.item].ToNext
			if text := ways(got); text != c.want {
				t.Errorf("item %d takes %s, want %s", c.item, text, c.want)
			}
		})
	}
}

func ways(n *Next) string {
	if n == nil {
		return ""
	}
	var all []string
	for _, way := range n.Ways {
		var needs []string
		for _, need := range way {
			needs = append(needs, fmt.Sprintf("%s %v", need.What, need.N))
		}
		all = append(all, strings.Join(needs, " + "))
	}
	return fmt.Sprintf("%d: %s", n.Score, strings.Join(all, " | "))
}

// TestLiveIsWhole: all 25 items are there with every key, and no list is null.
func TestLiveIsWhole(t *testing.T) {
	raw, err := json.Marshal(Live(records(t), d(asked)))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Items map[string]map[string]any
		Total *int
		Band  *string
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Items) != 25 || got.Total != nil || got.Band != nil || !strings.Contains(string(raw), `"total":null,"band":null`) {
		t.Errorf("there are %d items, and the total is told: %s", len(got.Items), raw)
	}
	for n, item := range got.Items {
		for _, key := range []string{"score", "value", "tie", "warnings", "window", "n", "missing", "evidence", "per_coach", "to_next", "parts"} {
			if _, there := item[key]; !there {
				t.Errorf("item %s has no %s", n, key)
			}
		}
		for _, key := range []string{"warnings", "missing", "evidence", "per_coach", "parts"} {
			if item[key] == nil {
				t.Errorf("item %s: %s is null", n, key)
			}
		}
	}
}

// TestWarnings: one coach over 20 is told though the ratio is within.
func TestWarnings(t *testing.T) {
	got := Live(records(t, colleague("2023-01-01", "", 1), clients(28, 1, 1), clients(12, 2, 1)), d(asked)).Items[1]
	if *got.Score != 5 || len(got.Warnings) != 1 || got.Warnings[0] != OverLimit {
		t.Errorf("the item is %s with %v", brief(got), got.Warnings)
	}
	if len(got.PerCoach) != 2 || got.PerCoach[0].N != 28 || got.PerCoach[0].Score != nil {
		t.Errorf("the coaches are %+v", got.PerCoach)
	}
}

// TestTrend: a month says what the day itself would.
func TestTrend(t *testing.T) {
	r := records(t, clients(12, 1, 1), weekly(4, 1), reviewedIn(8), jobs(11, "2024-02-01", ""), worked(1, "2024-W20", 40, 40, 20))
	days := []casework.Day{d("2023-12-31"), d("2024-04-30"), d("2024-05-31"), d(asked)}
	for n, m := range Trend(r, days) {
		live := Live(r, days[n])
		for item, score := range m.Scores {
			if want := live.Items[item].Score; (score == nil) != (want == nil) || score != nil && *score != *want {
				t.Errorf("on %s item %d differs", days[n], item)
			}
		}
		if m.Rated != live.Rated || m.Sum != live.Sum || m.Total != nil {
			t.Errorf("on %s %d items come to %d, want %d to %d", days[n], m.Rated, m.Sum, live.Rated, live.Sum)
		}
	}
}
