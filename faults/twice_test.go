package faults

import (
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestSentTwiceItIsThereOnce has four people send every form between two and
// four times, at once or later, in an order of chance. Each is there once.
//
// Seen to fail: with a new uid made in LogContact in place of the form's own.
func TestSentTwiceItIsThereOnce(t *testing.T) {
	onEach(t, func(t *testing.T, address func(testing.TB) string) {
		h := settle(t, address(t))
		h.start()
		defer h.stop()
		h.findSubjects()
		j := new(journal)
		var sends []intent
		for n := 0; len(sends) < *twice; n++ {
			made := contact(h.workers[n%len(h.workers)])
			if n%2 == 1 {
				made = talk(h.workers[n%len(h.workers)])
			}
			for range 2 + rand.IntN(3) {
				sends = append(sends, made)
			}
		}
		// Near each other in time: most of them at once, some a hundred later.
		for i := range sends {
			k := min(len(sends)-1, i+rand.IntN(100))
			sends[i], sends[k] = sends[k], sends[i]
		}
		var people sync.WaitGroup
		waiting := make(chan intent)
		for range 4 {
			people.Go(func() {
				for made := range waiting {
					h.send(made, j)
				}
			})
		}
		for _, made := range sends {
			waiting <- made
		}
		close(waiting)
		people.Wait()
		if len(j.open)+len(j.denied) > 0 {
			t.Errorf("%d of %d were not taken", len(j.open)+len(j.denied), len(sends))
		}
		if len(j.told) == 0 {
			t.Error("nothing was taken: the test tries nothing")
		}
		h.compare(j)
		t.Logf("%d sent, %d taken", len(sends), len(j.told))
	})
}

// TestTwoWhoCorrectAtOnce has two people correct one contact at the same time,
// over and over. Of each round one correction is kept and the other is told of
// it; every text that was kept is among the contact's revisions.
//
// Seen to fail: without the comparison of revisions in contactToMend (both are
// kept, and nobody is told).
func TestTwoWhoCorrectAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, address func(testing.TB) string) {
		h := settle(t, address(t))
		h.start()
		defer h.stop()
		h.findSubjects()
		made := contact(h.workers[0])
		if a := h.ask(made.by, http.MethodPost, made.path, made.fields); a.status != http.StatusSeeOther {
			t.Fatalf("noting the contact gives %d", a.status)
		}
		path := "/contacts/" + made.uid
		kept := []string{made.fields.Get("learned")}
		for range *rounds {
			page := h.ask(made.by, http.MethodGet, path, nil).page
			revision := between(page, `name="revision" value="`, `"`)
			answers := make([]answer, 2)
			texts := []string{"kept " + newUID().String(), "kept " + newUID().String()}
			var both sync.WaitGroup
			for i := range answers {
				both.Go(func() {
					fields := made.fields
					typed := make(map[string][]string, len(fields))
					for name, values := range fields {
						typed[name] = values
					}
					typed["learned"], typed["reason"], typed["revision"] = []string{texts[i]}, []string{"tarkennus"}, []string{revision}
					answers[i] = h.ask(h.workers[0], http.MethodPost, path, typed)
				})
			}
			both.Wait()
			statuses := []int{answers[0].status, answers[1].status}
			slices.Sort(statuses)
			if !slices.Equal(statuses, []int{http.StatusSeeOther, http.StatusConflict}) {
				t.Fatalf("two corrections of one revision give %v", statuses)
			}
			for i, a := range answers {
				if a.status == http.StatusSeeOther {
					kept = append(kept, texts[i])
				} else if !strings.Contains(a.page, texts[i]) || !strings.Contains(a.page, texts[1-i]) {
					t.Error("who came second is not shown both texts")
				}
			}
		}
		page := h.ask(made.by, http.MethodGet, path, nil).page
		for _, text := range kept {
			if !strings.Contains(page, text) {
				t.Errorf("%q was kept and is not among the texts of the contact", text)
			}
		}
	})
}

// between is what stands in a page between two marks.
func between(page, before, after string) string {
	_, rest, _ := strings.Cut(page, before)
	text, _, _ := strings.Cut(rest, after)
	return text
}
