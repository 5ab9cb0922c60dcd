package fidelity

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"sijoita/casework"
)

// Evidence is what the records showed of one item on the day of a visit, for
// reviewers who may not know who the clients are: numbers in the place of
// names, months in the place of days, and no text that anybody wrote. The same
// person, employer or coach has the same number throughout one review, and
// another in the next.
type Evidence struct {
	Item     int             `json:"item"`
	On       casework.Day    `json:"on"`
	Window   LiveWindow      `json:"window"`
	Score    *int            `json:"score"`
	Value    *float64        `json:"value"`
	Tie      bool            `json:"tie,omitempty"`
	N        int             `json:"n"`
	Warnings []Warning       `json:"warnings,omitempty"`
	Missing  []Need          `json:"missing,omitempty"`
	Parts    []Part          `json:"parts,omitempty"`
	Coaches  []EvidenceCoach `json:"coaches,omitempty"`
	Rows     []EvidenceRow   `json:"rows,omitempty"`
	Weeks    []EvidenceWeek  `json:"weeks,omitempty"`
}

// EvidenceCoach is one coach's part in an item.
type EvidenceCoach struct {
	Coach int      `json:"coach"`
	Score *int     `json:"score"`
	Value *float64 `json:"value"`
	N     int      `json:"n"`
}

// EvidenceRow is one record behind an item: who by number, when by month. What
// the record does not tell is left out.
type EvidenceRow struct {
	Client    int                    `json:"client,omitempty"`
	Coach     int                    `json:"coach,omitempty"`
	CareTeam  int                    `json:"care_team,omitempty"`
	Employer  int                    `json:"employer,omitempty"`
	Work      int                    `json:"work,omitempty"`  // which of the different occupations
	Group     string                 `json:"group,omitempty"` // its two first digits of ISCO-08
	From      string                 `json:"from,omitempty"`  // month, as 2024-05
	To        string                 `json:"to,omitempty"`
	Days      *int                   `json:"days,omitempty"` // waited for the first employer
	Channel   string                 `json:"channel,omitempty"`
	Job       casework.PlacementKind `json:"job,omitempty"`
	Open      bool                   `json:"open,omitempty"` // in the open labour market
	Permanent bool                   `json:"permanent,omitempty"`
	Subsidy   bool                   `json:"subsidy,omitempty"`
	Planned   *bool                  `json:"planned,omitempty"` // it followed the client's plan
}

// EvidenceWeek is a coach's working time of one week.
type EvidenceWeek struct {
	Coach      int           `json:"coach"`
	Week       casework.Week `json:"week"`
	Hours      float64       `json:"hours"`
	Employment float64       `json:"employment"`
	Community  float64       `json:"community"`
}

// EvidenceOf gives the evidence of every item on the day of live, in the order
// of the scale. The seed is the review's own: it decides which number each gets.
func EvidenceOf(r Records, live LiveScores, seed string) []Evidence {
	x := pseudonyms{records: r, seed: seed, episodes: map[int64]casework.Episode{}, placements: map[int64]casework.Placement{},
		contacts: map[int64]casework.EmployerContact{}}
	for _, e := range r.Episodes {
		x.episodes[e.ID] = e
	}
	for _, p := range r.Placements {
		x.placements[p.ID] = p
	}
	for _, c := range r.Contacts {
		x.contacts[c.ID] = c
	}
	x.number(live)
	all := make([]Evidence, 0, len(r.Edition.Items))
	for _, i := range r.Edition.Items {
		all = append(all, x.item(i.Item, live))
	}
	return all
}

// pseudonyms gives the people, units and employers of a review their numbers.
type pseudonyms struct {
	records    Records
	seed       string
	episodes   map[int64]casework.Episode
	placements map[int64]casework.Placement
	contacts   map[int64]casework.EmployerContact

	clients, coaches, careTeams, employers, work map[int64]int
}

// number finds whoever stands behind any item, and numbers them in an order that
// says nothing of them.
func (x *pseudonyms) number(live LiveScores) {
	seen := map[string]map[int64]bool{"client": {}, "coach": {}, "care_team": {}, "employer": {}, "work": {}}
	for _, item := range live.Items {
		for _, row := range item.Rows {
			e, p, c := x.episode(row), x.placements[row.PlacementID], x.contacts[row.ContactID]
			seen["client"][cmp.Or(row.ClientID, e.ClientID)] = true
			seen["coach"][e.CoachOn(live.On)] = true
			seen["care_team"][e.CareTeamOn(live.On)] = true
			seen["employer"][cmp.Or(p.EmployerID, c.EmployerID)] = true
			seen["work"][workOf(p.Occupation)] = true
			for _, s := range c.Staff {
				seen["coach"][s] = true
			}
		}
		for _, w := range item.Weeks {
			seen["coach"][w.StaffID] = true
		}
		for _, c := range item.PerCoach {
			seen["coach"][c.StaffID] = true
		}
	}
	numbers := func(kind string) map[int64]int {
		keys := make([]int64, 0, len(seen[kind]))
		for key := range seen[kind] {
			if key != 0 {
				keys = append(keys, key)
			}
		}
		slices.SortFunc(keys, func(a, b int64) int { return cmp.Compare(x.draw(kind, a), x.draw(kind, b)) })
		given := make(map[int64]int, len(keys))
		for i, key := range keys {
			given[key] = i + 1
		}
		return given
	}
	x.clients, x.coaches, x.careTeams = numbers("client"), numbers("coach"), numbers("care_team")
	x.employers, x.work = numbers("employer"), numbers("work")
}

// draw is a place in an order that only the seed decides.
func (x *pseudonyms) draw(kind string, key int64) string {
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%s %s %d", x.seed, kind, key)))
}

// workOf is a key for an occupation's code; 0 for none.
func workOf(occupation string) int64 {
	code, err := strconv.ParseInt("1"+occupation, 10, 64) // 0110 is not 110
	if err != nil || occupation == "" {
		return 0
	}
	return code
}

func (x *pseudonyms) episode(row Row) casework.Episode {
	id := cmp.Or(row.EpisodeID, x.placements[row.PlacementID].EpisodeID, x.contacts[row.ContactID].EpisodeID)
	return x.episodes[id]
}

func (x *pseudonyms) item(n int, live LiveScores) Evidence {
	of := live.Items[n]
	e := Evidence{Item: n, On: live.On, Window: of.Window, Score: of.Score, Value: of.Value, Tie: of.Tie, N: of.N,
		Warnings: of.Warnings, Missing: of.Missing, Parts: of.Parts}
	for _, c := range of.PerCoach {
		e.Coaches = append(e.Coaches, EvidenceCoach{Coach: x.coaches[c.StaffID], Score: c.Score, Value: c.Value, N: c.N})
	}
	for _, row := range of.Rows {
		e.Rows = append(e.Rows, x.row(row, of, live.On))
	}
	for _, w := range of.Weeks {
		e.Weeks = append(e.Weeks, EvidenceWeek{Coach: x.coaches[w.StaffID], Week: w.Week, Hours: w.Hours, Employment: w.EmploymentServices, Community: w.Community})
	}
	slices.SortFunc(e.Coaches, func(a, b EvidenceCoach) int { return cmp.Compare(a.Coach, b.Coach) })
	slices.SortStableFunc(e.Rows, func(a, b EvidenceRow) int {
		return cmp.Or(cmp.Compare(a.Client, b.Client), cmp.Compare(a.From, b.From))
	})
	slices.SortFunc(e.Weeks, func(a, b EvidenceWeek) int { return cmp.Or(cmp.Compare(a.Coach, b.Coach), cmp.Compare(a.Week, b.Week)) })
	return e
}

func (x *pseudonyms) row(row Row, of LiveItem, on casework.Day) EvidenceRow {
	e := x.episode(row)
	r := EvidenceRow{Client: x.clients[cmp.Or(row.ClientID, e.ClientID)], Coach: x.coaches[e.CoachOn(on)], CareTeam: x.careTeams[e.CareTeamOn(on)], From: month(e.StartedOn)}
	if days, waited := of.Days[row.EpisodeID]; waited {
		r.Days = &days
	}
	if p, there := x.placements[row.PlacementID]; there {
		r.CareTeam, r.Employer, r.Work = 0, x.employers[p.EmployerID], x.work[workOf(p.Occupation)]
		r.From, r.To, r.Job, r.Open = month(p.StartsOn), month(p.EndsOn), p.Kind, p.OpenJob()
		r.Group = p.Occupation[:min(2, len(p.Occupation))]
		r.Permanent = p.Permanent != nil && *p.Permanent
		r.Subsidy = len(p.Subsidies()) > 0
	}
	if c, there := x.contacts[row.ContactID]; there {
		r.CareTeam, r.Employer, r.From, r.Channel, r.Planned = 0, x.employers[c.EmployerID], month(c.On), string(c.Channel), c.MatchesPlan
		if len(c.Staff) > 0 {
			r.Coach = x.coaches[c.Staff[0]]
		}
	}
	return r
}

// month is a day's month; of none it is empty.
func month(d casework.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.String()[:len("2006-01")]
}

// Frozen writes evidence down as it is kept.
func (e Evidence) Frozen() (string, error) {
	b, err := json.Marshal(e)
	return string(b), err
}

// Thaw reads what Frozen wrote.
func Thaw(body string) (e Evidence, err error) {
	err = json.Unmarshal([]byte(body), &e)
	return e, err
}
