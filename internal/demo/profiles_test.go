package demo

import (
	"testing"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// TestProfilesGrow: on every day one client's profile is whole enough for the
// search and one has just begun, and nothing was told before the coaching began.
func TestProfilesGrow(t *testing.T) {
	onEachDay(t, func(t *testing.T, d *interchange.Document, today casework.Day) {
		began := map[string]casework.Day{}
		for _, e := range d.Episodes {
			began[e.ID] = e.StartedOn
		}
		of := map[string]casework.ProfileAnswers{}
		for _, a := range d.ProfileAnswers {
			if a.On.Before(began[a.Episode]) || a.On.After(today) {
				t.Errorf("%s was answered on %s, of a coaching that began on %s", a.ID, a.On, began[a.Episode])
			}
			if !casework.IsAnswer(a.Question, a.State, a.Answer) {
				t.Errorf("%s: %q is no answer to %s", a.ID, a.Answer, a.Question)
			}
			of[a.Episode] = append(of[a.Episode], casework.ProfileAnswer{Question: a.Question, On: a.On, State: a.State, Answer: a.Answer})
		}
		missing := map[int]int{}
		for _, answers := range of {
			missing[len(answers.Missing())]++
		}
		same(t, "profiles, by what is missing for the search", missing, map[int]int{0: 3, 3: 1})
		for _, w := range d.Wishes {
			if w.On.Before(began[w.Episode]) {
				t.Errorf("the wish %s is older than the coaching", w.ID)
			}
		}
	})
}
