package fidelity

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sijoita/casework"
)

// TestWhatLiesBeforeTheReachChangesNothing makes random records of two years,
// takes away what the reach of the day leaves out, and scores both.
func TestWhatLiesBeforeTheReachChangesNothing(t *testing.T) {
	chance := rand.New(rand.NewPCG(18, 6))
	on := d(asked)
	anyDay := func() string { return on.AddDays(-chance.IntN(800)).String() }
	metOn := func() string {
		if chance.IntN(8) == 0 {
			return ips(t).Reach(on).Records.AddDays(-1 - chance.IntN(7)).String()
		}
		return anyDay()
	}
	for range 200 {
		r := records(t, colleague("2023-01-01", "", 1), func(r *Records) {
			for range 4 + chance.IntN(12) {
				day := anyDay()
				clients(1, 1+chance.Int64N(2), 1, started(day))(r)
				if chance.IntN(3) == 0 {
					r.Episodes[len(r.Episodes)-1].EndedOn = d(day).AddDays(chance.IntN(400))
				}
			}
			for range chance.IntN(8) {
				began := anyDay()
				if chance.IntN(4) == 0 {
					began = r.Edition.Reach(on).Records.String() // the first day of the longest window
				}
				over := ""
				if chance.IntN(2) == 0 {
					over = d(began).AddDays(chance.IntN(300)).String()
				}
				jobs(1, began, over, ofEpisode(1+chance.Int64N(int64(len(r.Episodes)))))(r)
			}
			for range chance.IntN(80) {
				visits(chance.Int64N(int64(len(r.Episodes))+1), anyDay(), 1+chance.Int64N(2))(r)
				if chance.IntN(3) == 0 {
					r.Contacts[len(r.Contacts)-1].Channel = casework.ByPhone
				}
				if chance.IntN(2) == 0 {
					r.Contacts[len(r.Contacts)-1].MatchesPlan = yes()
				}
			}
			for n := range chance.Int64N(160) {
				r.Meetings = append(r.Meetings, casework.Meeting{Noted: noted("", n+1), EpisodeID: 1 + chance.Int64N(int64(len(r.Episodes))), On: d(metOn()),
					Staff: []int64{1 + chance.Int64N(2)}, Kind: casework.MeetingKinds[chance.IntN(len(casework.MeetingKinds))],
					Channel: casework.MeetingFaceToFace, Place: casework.PlaceCommunity})
			}
		})
		if diff := cmp.Diff(everything(t, Live(r, on)), everything(t, Live(within(r, on), on))); diff != "" {
			t.Fatalf("scores (-of all +of what is in reach):\n%s", diff)
		}
	}
}

// everything is all that scores say, with the rows behind them.
func everything(t *testing.T, scores LiveScores) string {
	t.Helper()
	text, err := json.MarshalIndent(scores, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range slices.Sorted(maps.Keys(scores.Items)) {
		item := scores.Items[n]
		text = fmt.Appendf(text, "\n%d: %v %v", n, item.Rows, item.Days)
	}
	return string(text)
}

// within are the records without contacts and meetings that are out of reach.
func within(r Records, on casework.Day) Records {
	reach := r.Edition.Reach(on)
	visited := map[int64]casework.EmployerContact{}
	for _, c := range r.Contacts {
		first, there := visited[c.EpisodeID]
		if c.Counts() && c.EpisodeID != 0 && (!there || c.On.Before(first.On) || c.On == first.On && c.ID < first.ID) {
			visited[c.EpisodeID] = casework.EmployerContact{Noted: casework.Noted{Record: casework.Record{ID: c.ID}}, EpisodeID: c.EpisodeID, On: c.On, Channel: c.Channel}
		}
	}
	r.Contacts = slices.DeleteFunc(slices.Clone(r.Contacts), func(c casework.EmployerContact) bool { return c.On.Before(reach.Contacts) })
	for _, first := range visited {
		r.Contacts = append(r.Contacts, first)
	}
	began := map[int64]bool{}
	for _, p := range r.Placements {
		began[p.EpisodeID] = began[p.EpisodeID] || !p.StartsOn.Before(reach.JobMeetings)
	}
	var met []casework.Meeting
	for _, m := range r.Meetings {
		switch {
		case !m.On.Before(reach.Meetings):
			met = append(met, m)
		case !m.On.Before(reach.JobMeetings) && began[m.EpisodeID]:
			m.Staff = nil
			met = append(met, m)
		}
	}
	r.Meetings = met
	return r
}
